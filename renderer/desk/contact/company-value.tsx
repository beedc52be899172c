import { useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import type { CompanyView } from '../../../shared/contract/contacts-bridge.ts'
import { dealValueInWords, readDealValue } from '../../../shared/import/deal-value.ts'
import { Action } from '../controls/action.tsx'
import { useContacts } from './contacts-context.ts'

/** What a deal with the company would be worth: as it is typed it is read back, and what was read is kept. */
export function CompanyValue({ company }: { company: CompanyView }) {
  const { valueCompany } = useContacts()
  const { dealValue } = company
  const [written, write] = useState(dealValue === null ? '' : dealValueInWords(dealValue))
  const text = written.trim()
  const read = text === '' ? null : readDealValue(text)
  const isUnread = text !== '' && read === null
  const isKept = !isUnread && read === dealValue
  return (
    <form
      className="company-value"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isUnread) valueCompany(read)
      }}
    >
      <TextField
        className="field"
        value={written}
        maxLength={40}
        autoComplete="off"
        isInvalid={isUnread}
        onChange={write}
      >
        <Label>Value of a deal</Label>
        <Input placeholder="Like 25000 or 5k" />
      </TextField>
      <Action submits tone="primary" disabled={isUnread || isKept}>
        Save
      </Action>
      <output className="soft">
        {isUnread
          ? `“${text}” is no amount: write it like 25000 or 5k.`
          : isKept
            ? 'For everybody there who has no value of their own.'
            : read === null
              ? 'No value.'
              : dealValueInWords(read)}
      </output>
    </form>
  )
}
