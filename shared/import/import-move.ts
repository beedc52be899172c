import type { ImportState } from '../contract/import-state.ts'

/**
 * How far the one import is:
 *
 *   empty ──take──▶ columns ◀──map─── checked ◀──refuse──┐
 *     ▲              │  ▲               ▲  │              │
 *     │            check stop        checked└──write──▶ writing ──written──▶ done
 *     │              ▼  │               │                 │
 *     │             checking ───────────┘              takeBack
 *     │                                                   ▼
 *     └──────────── undone ──────────────────────────── undoing ──recheck──▶ checked
 *
 * While it is checking, writing or undoing something runs, and nothing else begins. At the other steps another file may be
 * taken, the columns looked at again, the file left, and an earlier import undone.
 */
export type ImportStep = ImportState['step']

const idle: readonly ImportStep[] = ['empty', 'columns', 'checked', 'done']

const moves = {
  /** A file was read. */
  take: { from: idle, to: 'columns' },
  /** What its columns are is said, or to be said, anew. */
  map: { from: ['columns', 'checked', 'done'], to: 'columns' },
  /** Its rows begin to be read. */
  check: { from: ['columns', 'checked', 'done'], to: 'checking' },
  /** All of them were. */
  checked: { from: ['checking'], to: 'checked' },
  /** Not all of them: it was stopped, or failed. */
  stop: { from: ['checking'], to: 'columns' },
  /** The contacts begin to be written. */
  write: { from: ['checked'], to: 'writing' },
  /** Nothing could be written in the first place. */
  refuse: { from: ['writing'], to: 'checked' },
  /** All of them were. */
  written: { from: ['writing'], to: 'done' },
  /** It was stopped, or failed: what was written begins to be taken back. */
  takeBack: { from: ['writing'], to: 'undoing' },
  /** The same of an import that was made before. */
  undo: { from: idle, to: 'undoing' },
  /** It is taken back, and its file is still there. */
  recheck: { from: ['undoing'], to: 'checked' },
  /** It is taken back, and a new one begins. */
  undone: { from: ['undoing'], to: 'empty' },
  /** The file is left. */
  leave: { from: idle, to: 'empty' },
} as const satisfies Record<string, { readonly from: readonly ImportStep[]; readonly to: ImportStep }>
export type ImportMove = keyof typeof moves

/** The step that follows; null: the move is not one of this step. */
export function moveImport(step: ImportStep, move: ImportMove): ImportStep | null {
  const { from, to }: { readonly from: readonly ImportStep[]; readonly to: ImportStep } = moves[move]
  return from.includes(step) ? to : null
}

/** Something runs: nothing else can be begun. */
export function isImportBusy(step: ImportStep): boolean {
  return !idle.includes(step)
}
