import type { RequestInput } from '../../../shared/contract/bridge.ts'
import type { LineId } from '../../../shared/ids.ts'
import type { Ask } from '../frame/ask.ts'
import type { DeskStore } from '../frame/desk-store.ts'
import type { TypedLine } from './typed-line.ts'

/** What the rep can want of the lines. */
export interface LineIntents {
  /** Saves a line and uses it, and when that was done closes the dialog; so does `practise`. */
  saveLine(input: RequestInput<'line.use'>): void
  /** Saves a line and goes on using another one; true when that was done. */
  keepLine(input: RequestInput<'line.save'>): Promise<boolean>
  practise(): void
  chooseLine(lineId: LineId): void
  removeLine(lineId: LineId): void
  /** The password of the line in use, for as long as Afterbeep runs. */
  signIn(lineId: LineId, password: string): void
  diagnoseLine(input: RequestInput<'line.test'>): void
  stopDiagnosis(): void
  /** A line's form as it is typed; null: it is given up, or was saved. */
  typeLine(about: string, typed: TypedLine | null): void
  /** A password is about to be typed. */
  askStorage(): void
}

/** @param close closes the dialog of the lines. */
export function makeLineIntents(ask: Ask, store: DeskStore, close: () => void): LineIntents {
  const typeLine = (about: string, typed: TypedLine | null) =>
    store.setState(({ lineTyped }) => {
      const { [about]: _, ...others } = lineTyped
      return { lineTyped: typed ? { ...others, [about]: typed } : others }
    })
  /** Whatever of this line was typed is saved; a new one has its id already. */
  const typedIsSaved = (lineId: LineId) => {
    const found = Object.entries(store.getState().lineTyped).find(([, typed]) => typed?.lineId === lineId)
    if (found) typeLine(found[0], null)
  }

  async function use<K extends 'line.use' | 'line.usePractice' | 'line.choose'>(
    name: K,
    about: string,
    input: RequestInput<K>,
  ) {
    const answer = await ask(name, about, input)
    // Without a keyring the line is in use all the same: what is to be said about it is a notice on the desk. A
    // password that is not known is asked for by a dialog of its own.
    const code = answer && !answer.ok ? answer.trouble.code : null
    const isDone = answer?.ok || code === 'secret-storage-missing' || code === 'line-password-needed'
    if (isDone && 'line' in input) typedIsSaved(input.line.lineId)
    if (isDone) close()
  }

  return {
    saveLine: (input) => void use('line.use', '', input),
    async keepLine(input) {
      const answer = await ask('line.save', '', input)
      const isDone = answer !== null && (answer.ok || answer.trouble.code === 'secret-storage-missing')
      if (isDone) typedIsSaved(input.line.lineId)
      return isDone
    },
    practise: () => void use('line.usePractice', '', {}),
    chooseLine: (lineId) => void use('line.choose', lineId, { lineId }),
    removeLine: (lineId) => void ask('line.remove', lineId, { lineId }),
    signIn: (lineId, password) => void ask('line.signIn', lineId, { lineId, password }),
    diagnoseLine: (input) => void ask('line.test', '', input),
    typeLine,
    askStorage: () => void ask('line.askStorage', '', {}),
    stopDiagnosis: () => void ask('line.testStop', '', {}),
  }
}
