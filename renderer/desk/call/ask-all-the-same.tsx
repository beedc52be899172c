import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import type { Desk } from '../frame/desk-store.ts'
import { useIntents } from '../frame/intents-context.ts'

/** A rule warns of whoever is to be asked while somebody waits: why the rep goes on. */
export function AskAllTheSame({ desk }: { desk: Desk }) {
  const { dial, typeReason } = useIntents()
  const { facts, picked, reason, refusal } = desk
  const contactId = picked ?? facts?.card?.contactId
  if (refusal?.name !== 'call.dial' || refusal.trouble.code !== 'call-warned' || !contactId) return null
  return (
    <form
      className="all-the-same"
      onSubmit={(event) => {
        event.preventDefault()
        dial(contactId)
      }}
    >
      <TextField
        className="field"
        value={reason.about === contactId ? reason.text : ''}
        maxLength={300}
        autoComplete="off"
        onChange={(text) => typeReason(contactId, text)}
      >
        <Label>Why go on?</Label>
        <Input placeholder="Type why, then Enter calls" />
      </TextField>
    </form>
  )
}
