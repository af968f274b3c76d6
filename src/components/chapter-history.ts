import { readHistory, type Change } from '../site/read-history.ts';

const known = new Map<string, Map<string, Change[]>>();

/** The changes of a page, newest first; git is asked once. */
export function historyOf(root: string, file: string): Change[] {
  const history = known.get(root) ?? readHistory(root, 'src/content/docs');
  known.set(root, history);
  return history.get(file) ?? [];
}
