import type { LineId } from '../../../shared/ids.ts'
import type { callerIdFormOf } from './caller-id-form.ts'
import type { LineSettingsForm } from './line-settings-form.ts'
import type { formOf } from './line-words.ts'

/** A line's form as it is typed: closed with Esc and opened again, it is as it was. */
export interface TypedLine {
  readonly lineId: LineId
  readonly form: ReturnType<typeof formOf>
  readonly settings: LineSettingsForm
  readonly callerId: ReturnType<typeof callerIdFormOf>
  readonly typedAt: number
}
