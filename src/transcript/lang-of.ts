/** The language of what stands on a screen: English as commands and output are, Korean where there is any Hangul. */
export const langOf = (text: string): 'ko' | 'en' =>
  /\p{Script=Hangul}/u.test(text) ? 'ko' : 'en';
