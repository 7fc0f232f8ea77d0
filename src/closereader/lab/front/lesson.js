// A notebook of the course, as a reader meets it.

/** @type {(shared: import("./jupyter.js").Shared, given: import("./jupyter.js").Given) => Promise<import("./jupyter.js").Plugin>} */
export async function lesson_plugin(shared) {
  const { INotebookTracker } = await shared("@jupyterlab/notebook");
  return {
    id: "closereader:lesson",
    autoStart: true,
    requires: [INotebookTracker],
    activate: () => {},
  };
}
