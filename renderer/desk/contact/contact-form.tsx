import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField } from 'react-aria-components/TextField'
import type { ContactCard } from '../../../shared/contract/contact.ts'
import type { ContactWords } from '../../../shared/contract/contact-words.ts'
import { kindInWords, numberKinds, type NumberKind } from '../../../shared/number/number-kinds.ts'
import { isRegion, isTimeZone } from './place.ts'
import { Action } from '../controls/action.tsx'
import { useContacts, useContactsDesk } from './contacts-context.ts'
import { FormCadence, NewContactCadence } from './form-cadence.tsx'
import { TypedBefore } from '../controls/typed-before.tsx'

const known = ['prequalified', 'lead card']

/** Everything that is written of a contact. What is typed is kept until it is saved or given up. */
export function ContactForm({ card, isNew }: { card: ContactCard | null; isNew: boolean }) {
  const { words, typedBefore, asked } = useContactsDesk()
  const { type, save, startOver } = useContacts()
  if (!words) return <p className="log-empty">Reading …</p>
  const zoneFits = words.timeZone.trim() === '' || isTimeZone(words.timeZone.trim())
  const regionFits = isRegion(words.region.trim().toUpperCase())
  const isNamed = words.name.trim() !== '' || words.company.trim() !== ''
  return (
    <form
      className="contact-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (zoneFits && regionFits && isNamed) save()
      }}
    >
      {typedBefore !== null && <TypedBefore at={typedBefore} onDiscard={startOver} />}
      <div className="form-pair">
        <Field label="Name" of="name" most={200} words={words} focus />
        <Field label="Company" of="company" most={200} words={words} />
        <Field label="Job title" of="title" most={200} words={words} />
        <Field label="Email" of="email" most={200} words={words} />
      </div>
      <Numbers words={words} />
      <div className="form-pair">
        <Field label="Time zone" of="timeZone" most={60} words={words} wrong={!zoneFits} hint="As the number tells" />
        <Field label="Region" of="region" most={6} words={words} wrong={!regionFits} hint="Like FR or US-FL" />
      </div>
      <div className="form-tags">
        <Field label="Tags, separated by commas" of="tags" most={1000} words={words} />
        {known.map((tag) => {
          const tags = words.tags.split(',').map((one) => one.trim().toLowerCase())
          return (
            !tags.includes(tag) && (
              <Action key={tag} size="small" onPress={() => type({ tags: [...tags.filter(Boolean), tag].join(', ') })}>
                + {tag}
              </Action>
            )
          )
        })}
      </div>
      <div className="form-pair">
        <Field label="Value of a deal" of="dealValue" most={40} words={words} hint="Like 25000 or 5k" />
        <Field label="Referred by" of="referrer" most={200} words={words} hint="Who gave you the name" />
      </div>
      {card ? <FormCadence card={card} /> : isNew && <NewContactCadence />}
      <TextField className="field" value={words.about} maxLength={4000} onChange={(about) => type({ about })}>
        <Label>Notes</Label>
        <TextArea rows={4} />
      </TextField>
      <div className="form-actions">
        <Action
          tone="primary"
          submits
          disabled={!isNamed || !zoneFits || !regionFits}
          pressed={asked.includes('contact.write')}
        >
          Save
        </Action>
        <span className="soft">
          {isNamed ? 'What you type is kept, saved or not.' : 'A name or a company is needed.'}
        </span>
      </div>
    </form>
  )
}

type TextWord = Exclude<keyof ContactWords, 'numbers'>

function Field(props: {
  label: string
  of: TextWord
  most: number
  words: ContactWords
  wrong?: boolean
  hint?: string
  focus?: boolean
}) {
  const { label, of, most, words, wrong = false, hint, focus = false } = props
  const { type } = useContacts()
  return (
    <TextField
      className="field"
      value={words[of]}
      maxLength={most}
      isInvalid={wrong}
      autoComplete="off"
      // A form is opened to type into.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus={focus}
      onChange={(value) => type({ [of]: value })}
    >
      <Label>{label}</Label>
      <Input {...(hint && { placeholder: hint })} />
    </TextField>
  )
}

function Numbers({ words }: { words: ContactWords }) {
  const { type, save } = useContacts()
  const { refusal } = useContactsDesk()
  const { numbers } = words
  // Somebody may know better than the plan.
  const refused = refusal?.code === 'number-refused' && refusal.about['digits'] ? refusal.about['number'] : null
  const put = (at: number, change: Partial<(typeof numbers)[number]>) =>
    type({ numbers: numbers.map((number, index) => (index === at ? { ...number, ...change } : number)) })
  return (
    <fieldset className="form-numbers">
      <legend>Numbers, in the order they are tried</legend>
      {numbers.map(({ phoneNumberId, written, kind, byName = '' }, at) => (
        // A number that was not saved yet has its place only.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={phoneNumberId ?? `new-${at}`} className="form-number">
          <select
            aria-label={`Kind of number ${at + 1}`}
            value={kind}
            onChange={({ currentTarget }) => put(at, { kind: currentTarget.value as NumberKind })}
          >
            {numberKinds.map((one) => (
              <option key={one} value={one}>
                {kindInWords[one]}
              </option>
            ))}
          </select>
          <TextField
            className="field"
            aria-label={`Number ${at + 1}`}
            value={written}
            maxLength={120}
            autoComplete="off"
            onChange={(value) => put(at, { written: value, anyway: false })}
          >
            <Input placeholder="+1 212 555 0123 x45" />
          </TextField>
          <TextField
            className="field by-name"
            aria-label={`Dial by name at number ${at + 1}`}
            value={byName}
            maxLength={20}
            autoComplete="off"
            onChange={(value) => put(at, { byName: value.replace(/[^\d*#\s-]/g, '') })}
          >
            <Input placeholder="Name: 2-3-6" />
          </TextField>
          {refused === written && (
            <Action
              size="small"
              about={`number ${at + 1}`}
              onPress={() => {
                put(at, { anyway: true })
                save()
              }}
            >
              Keep it all the same
            </Action>
          )}
          {at > 0 && (
            <Action
              size="small"
              about={`number ${at + 1}`}
              onPress={() => type({ numbers: [numbers[at]!, ...numbers.filter((_, index) => index !== at)] })}
            >
              First
            </Action>
          )}
          <Action
            size="small"
            about={`number ${at + 1}`}
            onPress={() => type({ numbers: numbers.filter((_, index) => index !== at) })}
          >
            Remove
          </Action>
        </div>
      ))}
      {numbers.length < 20 && (
        <Action
          size="small"
          onPress={() => type({ numbers: [...numbers, { phoneNumberId: null, written: '', kind: 'mobile' }] })}
        >
          Add a number
        </Action>
      )}
    </fieldset>
  )
}
