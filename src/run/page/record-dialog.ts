import type { RecordOffer } from '../messages.ts';
import { askServer } from './ask-server.ts';
import { drawDifference } from './draw-lines.ts';
import { makeElement } from '../../dom/make-element.ts';
import { makeButton } from './make-button.ts';

/** Shows what recording a fence would change, and writes it if that is wanted; resolves to whether it was. */
export async function recordFence(asked: object): Promise<boolean> {
  const { lines, ticket } = await askServer<RecordOffer>('diff', asked);
  const title = makeElement('h2', '', '이 기록으로 바꿀까요?');
  title.id = 'run-dialog-title';
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const dialog = makeElement(
    'dialog',
    'run-dialog',
    title,
    makeElement('p', '', '이 펜스의 출력만 바뀌어요. 명령과 다른 펜스는 그대로예요.'),
    drawDifference(lines),
    makeElement(
      'p',
      'run-actions',
      makeButton('바꾸기', () => resolve(true)),
      makeButton('그만두기', () => resolve(false)),
    ),
  );
  dialog.setAttribute('aria-labelledby', title.id);
  dialog.addEventListener('cancel', () => resolve(false));
  document.body.append(dialog);
  dialog.showModal();
  try {
    const isWanted = await promise;
    if (isWanted) await askServer('record', { ...asked, ticket });
    return isWanted;
  } finally {
    dialog.close();
    dialog.remove();
  }
}
