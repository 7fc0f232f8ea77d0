// The few parts of JupyterLab that the plugin leans on, as types.

/** The kind of output that points to a widget. */
export const VIEW = "application/vnd.jupyter.widget-view+json";

/** The kind of output that Plotly draws. */
export const FIGURE = "application/vnd.plotly.v1+json";

/** @typedef {{ connect(slot: (sender: any, value: any) => void): boolean }} Signal */
/** @typedef {{ node: HTMLElement, dispose(): void, isDisposed: boolean, disposed: Signal, hide(): void, show(): void, fit(): void, update(): void, children?: () => Iterable<LabWidget> }} LabWidget */
/** @typedef {{ addWidget(widget: LabWidget): void, widgets: readonly LabWidget[] } & LabWidget} LabPanel */
/** @typedef {{ data: Record<string, unknown>, trusted: boolean }} MimeModel */
/** @typedef {LabWidget & { renderModel(model: MimeModel): Promise<void> }} Renderer */
/** @typedef {{ createRenderer(mime: string): Renderer }} RenderMime */
/** @typedef {{ getSource(): string }} SharedCell */
/**
 * @typedef {object} CellModel
 * @property {"code" | "markdown" | "raw"} type
 * @property {string} id
 * @property {SharedCell} sharedModel
 * @property {(key: string) => unknown} getMetadata
 * @property {{ length: number, get(index: number): MimeModel }} [outputs]  of code cells
 * @property {number | null} [executionCount]  of code cells
 */
/**
 * @typedef {LabWidget & { model: CellModel, outputHidden?: boolean, rendered?: boolean, isHidden: boolean, setHidden(hidden: boolean): void, isPlaceholder(): boolean }} CellWidget
 */
/**
 * @typedef {object} NotebookModel
 * @property {{ length: number, get(index: number): CellModel } & Iterable<CellModel>} cells
 * @property {boolean} dirty
 * @property {string} defaultKernelName
 * @property {string} defaultKernelLanguage
 * @property {Signal} stateChanged
 * @property {(key: string) => unknown} getMetadata
 */
/**
 * @typedef {object} NotebookParts
 * @property {HTMLElement} node
 * @property {NotebookModel | null} model
 * @property {readonly CellWidget[]} widgets
 * @property {RenderMime} rendermime
 * @property {number} activeCellIndex
 * @property {(index: number, align: string) => Promise<void>} scrollToItem
 * @property {(time?: number) => Promise<void>} [_runOnIdleTime]  sets up cells
 */
/** @typedef {LabWidget & NotebookParts} Notebook */
/** @typedef {{ done: Promise<{ content: { status: string } }> }} Future */
/** @typedef {{ requestExecute(content: { code: string, silent: boolean, store_history: boolean, stop_on_error?: boolean }): Future }} KernelLink */
/** @typedef {{ name?: string, language?: string, shouldStart?: boolean, canStart?: boolean }} KernelPreference */
/** @typedef {{ id: string, kernel: { execution_state?: string } }} Session */
/** @typedef {{ serverSettings?: unknown, refreshRunning?: () => Promise<void>, running?: () => Iterable<Session> }} SessionManager */
/**
 * @typedef {object} SessionAPI
 * @property {(options: { path: string, name: string, type: string, kernel: { name: string } }, server: unknown) => Promise<Session>} startSession
 * @property {(id: string, server: unknown) => Promise<void>} shutdownSession
 */
/**
 * @typedef {object} SessionContext
 * @property {string} path
 * @property {string} name
 * @property {string} type
 * @property {Promise<void>} ready
 * @property {{ kernel: KernelLink | null } | null} session
 * @property {string} kernelDisplayStatus
 * @property {KernelPreference} kernelPreference
 * @property {SessionManager} sessionManager
 * @property {{ ready: Promise<void>, specs: { kernelspecs: Record<string, unknown> } | null }} specsManager
 * @property {(kernel: { name: string }) => Promise<unknown>} changeKernel
 * @property {() => Promise<boolean>} initialize  may be called more than once
 * @property {Signal} statusChanged
 * @property {Signal} iopubMessage
 * @property {() => Promise<void>} restartKernel
 */
/** @typedef {{ path: string, isReady: boolean, ready: Promise<void>, model: NotebookModel }} Context */
/**
 * @typedef {LabWidget & {
 *   content: Notebook, context: Context, sessionContext: SessionContext,
 *   contentHeader: LabPanel, toolbar: LabWidget, fit(): void, _onTitleChanged?: () => void,
 *   title: { label: string, className: string, changed: Signal & { disconnect(slot?: () => void, of?: object): boolean } },
 * }} NotebookPanel
 */
/** @typedef {{ widgetAdded: Signal, forEach(call: (panel: NotebookPanel) => void): void, currentWidget: NotebookPanel | null, currentChanged: Signal }} Tracker */
/**
 * @typedef {object} Shell
 * @property {string} [mode]
 * @property {boolean} [leftCollapsed]
 * @property {() => void} [collapseLeft]
 * @property {() => void} [expandLeft]
 * @property {(side: "left" | "right") => boolean} [isSideTabBarVisible]
 * @property {(side: "left" | "right") => void} [toggleSideTabBarVisibility]
 */
/**
 * @typedef {object} App
 * @property {{ execute(id: string, args?: object): Promise<unknown>, hasCommand(id: string): boolean, addCommand(id: string, options: object): unknown }} commands
 * @property {Shell} shell
 * @property {{ nbconvert?: object }} serviceManager
 * @property {Promise<void>} restored
 */
/** @typedef {{ get(key: string): { composite: unknown } }} Settings */
/** @typedef {{ typeset(host: HTMLElement): unknown }} Typesetter */
/** @typedef {{ getLanguage(kind: unknown): Promise<unknown> }} Languages  of CodeMirror */
/** @typedef {{ load(plugin: string): Promise<Settings> }} SettingRegistry */
/**
 * @typedef {object} Plugin
 * @property {string} id
 * @property {boolean} autoStart
 * @property {unknown[]} requires
 * @property {unknown[]} [optional]
 * @property {(app: App, ...services: any[]) => void | Promise<void>} activate  all are waited for before a notebook opens
 */
/** @typedef {(name: string) => Promise<any>} Shared  gives a module that JupyterLab shares */
/** @typedef {{ styles: string, course: unknown }} Given  what was written into the script */
