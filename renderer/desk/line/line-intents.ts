import type { RequestInput } from '../../../shared/contract/bridge.ts'
import type { LineId } from '../../../shared/ids.ts'
import type { Ask } from '../frame/ask.ts'

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
  /** A password is about to be typed. */
  askStorage(): void
}

/** @param close closes the dialog of the lines. */
export function makeLineIntents(ask: Ask, close: () => void): LineIntents {
  async function use<K extends 'line.use' | 'line.usePractice' | 'line.choose'>(
    name: K,
    about: string,
    input: RequestInput<K>,
  ) {
    const answer = await ask(name, about, input)
    // Without a keyring the line is in use all the same: what is to be said about it is a notice on the desk. A
    // password that is not known is asked for by a dialog of its own.
    const code = answer && !answer.ok ? answer.trouble.code : null
    if (answer?.ok || code === 'secret-storage-missing' || code === 'line-password-needed') close()
  }

  return {
    saveLine: (input) => void use('line.use', '', input),
    async keepLine(input) {
      const answer = await ask('line.save', '', input)
      return answer !== null && (answer.ok || answer.trouble.code === 'secret-storage-missing')
    },
    practise: () => void use('line.usePractice', '', {}),
    chooseLine: (lineId) => void use('line.choose', lineId, { lineId }),
    removeLine: (lineId) => void ask('line.remove', lineId, { lineId }),
    signIn: (lineId, password) => void ask('line.signIn', lineId, { lineId, password }),
    diagnoseLine: (input) => void ask('line.test', '', input),
    askStorage: () => void ask('line.askStorage', '', {}),
    stopDiagnosis: () => void ask('line.testStop', '', {}),
  }
}
