// One word for one meaning: the labels that several widgets share. A widget that means one of
// these says it with these words; so they can also be translated in one place. The table in
// docs/maintainer.md says what each means.

export const LABELS = Object.freeze({
  save: "Save",
  remove: "Remove",
  cancel: "Cancel",
  link: "Link these",
  undo: "Undo",
  undone: "Undone.",
  redone: "Done again.",
  paste: "Paste words from a text",
  look_up: "Look them up",
  name: "Reader name",
});
