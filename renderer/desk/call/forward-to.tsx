import { useEffect, useRef, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import type { CallId } from '../../../shared/ids.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

/** Where a caller is sent on to, typed while it rings. The rep asked for the field: it has the focus. */
export function ForwardTo({ callId, kept }: { callId: CallId; kept: string }) {
  const { forward, forwardNot } = useIntents()
  const [number, setNumber] = useState(kept)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <Form
      className="ringing-actions forward-to"
      onSubmit={(event) => {
        event.preventDefault()
        if (number.trim() !== '') forward(callId, number.trim())
      }}
    >
      <TextField
        value={number}
        onChange={setNumber}
        maxLength={60}
        onKeyDown={(event) => {
          if (event.key === 'Escape') forwardNot()
        }}
      >
        <Label>Send them on to</Label>
        <Input ref={field} inputMode="tel" placeholder="+1 416 555 0100" />
      </TextField>
      <Action tone="primary" hotkey="Enter" submits>
        Forward
      </Action>
      <Action hotkey="Esc" onPress={forwardNot}>
        Back
      </Action>
    </Form>
  )
}
