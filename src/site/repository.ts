import { env } from 'node:process';

/** Address of the repository without a slash at its end, from the setting `REPO`; undefined where it is not set: then nothing links there. */
export const repository: string | undefined = env['REPO']?.replace(/\/+$/, '') || undefined;
