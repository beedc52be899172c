import { useState } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import type { Answering as KeptAnswering } from '../../../shared/contract/incoming-bridge.ts'
import { isPressed, type Desk } from '../frame/desk-store.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/** What happens to calls that come in on the line in use. */
export function Answering({ desk, answering }: { desk: Desk; answering: KeptAnswering }) {
  const { keepAnswering } = useIntents()
  const [typed, setTyped] = useState(answering)
  const isNew = typed.autoAnswer !== answering.autoAnswer || typed.forwardTo.trim() !== answering.forwardTo
  return (
    <details className="answering">
      <summary>When somebody calls</summary>
      <div className="answering-fields">
        <TextField value={typed.forwardTo} onChange={(forwardTo) => setTyped({ ...typed, forwardTo })} maxLength={60}>
          <Label>Forward to</Label>
          <Input inputMode="tel" placeholder="nowhere yet" />
        </TextField>
        <Checkbox
          className="answering-auto"
          isSelected={typed.autoAnswer}
          onChange={(autoAnswer) => setTyped({ ...typed, autoAnswer })}
        >
          <i className="box" aria-hidden="true" />
          Answer by itself, without anybody’s doing
        </Checkbox>
        <Action
          disabled={!isNew}
          pressed={isPressed(desk, 'answering.save', '')}
          onPress={() => keepAnswering({ ...typed, forwardTo: typed.forwardTo.trim() })}
        >
          Keep
        </Action>
      </div>
    </details>
  )
}
