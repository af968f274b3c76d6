import type { Refusal } from './messages.ts';

/** Something that is not done, with what the page says of it. */
export class Refused extends Error {
  override name = 'Refused';
  readonly refusal: Refusal;

  constructor(status: number, text: string, more: Omit<Refusal, 'status' | 'text'> = {}) {
    super(text);
    this.refusal = { status, text, ...more };
  }
}
