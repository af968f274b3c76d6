import { fileURLToPath } from 'node:url';

/** Where engine lines, the lists of packages and their lock are kept. */
export const ENGINES_FOLDER = fileURLToPath(new URL('../../engines/', import.meta.url));
