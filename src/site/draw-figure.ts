import type { Element } from '@astrojs/starlight/expressive-code/hast';
import { addClassName, h, select, setProperty } from '@astrojs/starlight/expressive-code/hast';
import { copyCommands } from '../transcript/copy-commands.ts';
import { isDestructive } from '../transcript/is-destructive.ts';
import type { FenceNeed, Step, Transcript } from '../transcript/types.ts';
import type { Badge } from './badge.ts';
import { destructiveNote } from './destructive-note.ts';
import { drawBadge } from './draw-badge.ts';
import { drawElsewhere } from './draw-elsewhere.ts';
import type { Elsewhere } from './find-elsewhere.ts';
import { foldOutput } from './fold-output.ts';

/**
 * Makes the frame that Expressive Code drew around a fence a transcript's: its anchor, what a reader must know before
 * typing, a copy button for the commands alone, what other engine lines print, and the badge. `issue` is where to say that it looks
 * different.
 */
export function drawFigure(
  figure: Element,
  { meta, steps }: Transcript,
  { badge, issue, elsewhere }: About,
): void {
  addClassName(figure, 'transcript');
  if (steps.length > 1) addClassName(figure, 'has-steps');
  if (meta.id) setProperty(figure, 'id', meta.id);
  setProperty(figure, 'ariaLabel', meta.id ? `터미널 기록 ${meta.id}` : '터미널 기록');
  if (meta.skip) addClassName(figure, 'is-skipped');

  const safe = steps.filter(({ command }) => !isDestructive(command));
  const danger = destructiveNote(steps);
  const lacking = meta.needs && lackingNotes[meta.needs];
  const notes = [
    ...(meta.skip ? [h('p', { class: 'note-skip' }, `돌리지 않았어요: ${meta.skip}`)] : []),
    ...(lacking ? [h('p', { class: 'note-skip' }, `읽기만 해도 괜찮아요: ${lacking}`)] : []),
    ...(danger ? [h('p', { class: 'note-danger' }, danger)] : []),
  ];
  const [caption, screen] = [select('figcaption', figure), select('pre', figure)];
  if (!caption || !screen) return;
  setProperty(screen, 'lang', 'en');
  setProperty(screen, 'translate', 'no');
  const code = select('code', screen);
  if (code) foldOutput(code);
  const copy = copyButton(figure, safe);
  caption.children = notes;
  figure.children = [
    caption,
    screen,
    ...drawElsewhere(elsewhere, meta.host),
    h('div', { class: 'foot' }, [
      ...(meta.skip ? [] : [drawBadge(badge, issue)]),
      ...(meta.id ? [anchor(meta.id)] : []),
      ...copy,
    ]),
  ];
}

/** What a reader's own computer does not have, by what a fence needs. */
const lackingNotes: Readonly<Partial<Record<FenceNeed, string>>> = {
  vm: '강의의 가상 머신을 써요',
  debian: '강의의 작은 Debian을 써요',
};

interface About {
  badge: Badge;
  issue?: string | undefined;
  elsewhere: readonly Elsewhere[];
}

const anchor = (id: string) =>
  h('a', { class: 'anchor', href: `#${id}`, ariaLabel: `이 기록의 링크 #${id}` }, [
    '#',
    h('span', id),
  ]);

/** Expressive Code's own button, made to copy the commands that are safe; none where there is none. */
function copyButton(figure: Element, safe: Step[]): Element[] {
  const copy = select('.copy', figure);
  const button = select('button', copy);
  if (!copy || !button || safe.length === 0) return [];
  // Expressive Code's script turns U+007F back into line ends.
  setProperty(button, 'dataCode', copyCommands({ steps: safe }).replaceAll('\n', '\u007f'));
  const label = safe.length > 1 ? `명령 ${safe.length}개 복사` : '명령 복사';
  setProperty(button, 'title', label);
  setProperty(button, 'ariaLabel', label);
  return [copy];
}
