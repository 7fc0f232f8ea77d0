// Mark where you read: the one script of a question page of a marking pack.
//
// The page is whole without it. It fetches nothing: what is marked stays in this browser, one
// entry for each answer, and leaves it only in the file that the teacher saves.

import { start_comments } from "./comments.js";
import { start_marking } from "./page.js";
import { open_store } from "./store.js";

/** Begin, on a question page. @param {Document} page */
export default function mark_answers(page) {
  const main = page.querySelector("main");
  if (!main || !main.dataset.pack) return;
  const store = open_store({
    pack: main.dataset.pack,
    exercise: main.dataset.exercise ?? "",
    question: main.dataset.question ?? "",
  });
  const marking = start_marking(main, store);
  start_comments(main, store, marking);
}
