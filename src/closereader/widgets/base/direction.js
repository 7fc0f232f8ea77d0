// Which way a text is written: it is read from its letters, since a language may have two scripts.

const ANY_LETTER = /\p{L}/gu;
const LEFTWARDS = /^[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const ASKED = 400; // letters

/** Do these words begin with a letter that is written from right to left? @param {string} words */
export const is_leftwards = (words) => LEFTWARDS.test(words);

/**
 * @param {string} body
 * @returns {"rtl" | "ltr"}
 */
export function direction_of(body) {
  const letters = body.slice(0, 4 * ASKED).match(ANY_LETTER)?.slice(0, ASKED) ?? [];
  return 2 * letters.filter(is_leftwards).length > letters.length ? "rtl" : "ltr";
}
