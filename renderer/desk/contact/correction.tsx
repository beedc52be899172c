import { useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { TextField } from 'react-aria-components/TextField'
import type { ContactCard } from '../../../shared/contract/contact.ts'
import { isRegion, isTimeZone } from './place.ts'
import { Action } from '../controls/action.tsx'
import { useIntents } from '../frame/intents-context.ts'

const consents = ['unknown', 'yes', 'no'] as const

/** Have they agreed to recorded messages? */
export function Consent({ card }: { card: ContactCard }) {
  const { correct } = useIntents()
  const { contactId, region, timeZone } = card
  return (
    <RadioGroup
      className="consent"
      aria-label="Agreed to recorded messages"
      orientation="horizontal"
      value={card.consent}
      onChange={(consent) => void correct({ contactId, region, timeZone, consent: consent as ContactCard['consent'] })}
    >
      {consents.map((consent) => (
        <Radio key={consent} value={consent} className="chip small">
          {consent === 'unknown' ? 'not asked' : consent}
        </Radio>
      ))}
    </RadioGroup>
  )
}

/** Where the contact really is: calling hours and the rules of a place go by it. */
export function Correction({ card }: { card: ContactCard }) {
  const { correct } = useIntents()
  const { contactId, consent } = card
  const [form, setForm] = useState<{ timeZone: string; region: string } | null>(null)
  if (!form) {
    return (
      <Action tone="link" size="small" onPress={() => setForm({ timeZone: card.timeZone, region: card.region })}>
        Correct where they are
      </Action>
    )
  }
  const region = form.region.trim().toUpperCase()
  const timeZone = form.timeZone.trim()
  const isRight = isTimeZone(timeZone) && isRegion(region)
  async function save() {
    if (isRight && (await correct({ contactId, consent, region, timeZone }))) setForm(null)
  }
  return (
    <form
      className="correction"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextField
        className="field"
        value={form.timeZone}
        maxLength={60}
        isInvalid={!isTimeZone(timeZone)}
        autoComplete="off"
        onChange={(value) => setForm({ ...form, timeZone: value })}
      >
        <Label>Time zone</Label>
        <Input placeholder="America/Toronto" />
      </TextField>
      <TextField
        className="field"
        value={form.region}
        maxLength={6}
        isInvalid={!isRegion(region)}
        autoComplete="off"
        onChange={(value) => setForm({ ...form, region: value })}
      >
        <Label>Region</Label>
        <Input />
      </TextField>
      <p className="source">A country or state, like FR or US-FL. Empty: as the number tells.</p>
      <div className="correction-actions">
        <Action size="small" onPress={() => setForm(null)}>
          Cancel
        </Action>
        <Action size="small" tone="primary" submits disabled={!isRight}>
          Save
        </Action>
      </div>
    </form>
  )
}
