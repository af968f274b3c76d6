import { addStepButtons } from './copy-steps.ts';
import { lightIdentities } from './light-identities.ts';

addStepButtons(document);
lightIdentities(document);
