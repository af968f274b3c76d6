import { chooseLine } from './choose-line.ts';
import { addStepButtons } from './copy-steps.ts';
import { followChapter } from './follow-chapter.ts';
import { keepProgress } from './keep-progress.ts';
import { lightIdentities } from './light-identities.ts';
import { nameScreens } from './name-screens.ts';
import { openProgress } from './progress-store.ts';
import { showProgress } from './show-progress.ts';

addStepButtons(document);
nameScreens(document);
chooseLine(document);
lightIdentities(document);

const progress = openProgress();
progress.watch((current) => showProgress(document, current));
followChapter(document, progress);
keepProgress(document, progress);
