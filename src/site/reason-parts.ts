/** The parts of a reason, in order; what stands between backticks is code. */
export const reasonParts = (reason: string): { text: string; isCode: boolean }[] =>
  reason
    .split('`')
    .map((text, index) => ({ text, isCode: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
