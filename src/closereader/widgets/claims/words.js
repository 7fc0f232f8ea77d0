// What is said when an expectation meets a finding. Never that somebody was right: where the two
// differ, it says what question there is in it.

/** @typedef {{ expect: string, by: string, seen: boolean }} Guess */
/** @typedef {{ provable: string, verdict: string }} Finding */

/** @type {Record<string, string>} */
const ENOUGH = {
  page: "The page alone was enough here. What made you want something else?",
  arithmetic: "A sum or a calendar gives a first result here. Which numbers in the words can you use?",
  source: "The page alone does not settle it. Which kind of source would know?",
};

/**
 * @param {Guess} guess
 * @param {Finding} finding
 * @param {Record<string, string>} words  the verdicts in words
 * @returns {string[]}
 */
export function compare(guess, finding, words) {
  const said = [met(guess.expect, finding.verdict, words)];
  if (guess.by !== finding.provable) said.push(ENOUGH[finding.provable] ?? "");
  return said.filter(Boolean);
}

/** @param {string} expected @param {string} verdict @param {Record<string, string>} words */
function met(expected, verdict, words) {
  if (verdict === "contested") {
    return "Here serious sources disagree, so no expectation is finally right. What would decide between them?";
  }
  if (expected === verdict) {
    return "The check found what you expected. Was it for the same reason?";
  }
  const differ = `You expected: ${words[expected]}. The check found: ${words[verdict]}.`;
  if (verdict === "cannot") return `${differ} Which proof did you have in mind that this check did not find?`;
  if (expected === "cannot") return `${differ} It could be checked, as far as it goes. What made it look closed?`;
  if (verdict === "part") return `${differ} Which part of the words did you look at, and which part decided?`;
  if (expected === "part") return `${differ} Which doubt, or which trust, did you have that the check does not support?`;
  return `${differ} What did you know, or take for granted, that the check did not find? The difference is a question worth asking.`;
}
