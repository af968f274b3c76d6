/** The parts of a reason or a claim, in order; what stands between backticks is code. */
export const codeParts = (told: string): { text: string; isCode: boolean }[] =>
  told
    .split('`')
    .map((text, index) => ({ text, isCode: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
