import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { PhoneNumber } from '../../../shared/contact/contact.ts'
import type { PhoneNumberId } from '../../../shared/ids.ts'
import { useIntents } from '../frame/intents-context.ts'

/** The contact's numbers; where there are several, the one to dial is chosen here. */
export function Numbers({ numbers, chosen }: { numbers: readonly PhoneNumber[]; chosen: PhoneNumberId | null }) {
  const { chooseNumber } = useIntents()
  const [first] = numbers
  if (!first) return <p className="numbers">No number is known.</p>
  if (numbers.length === 1) {
    return (
      <p className="numbers">
        {first.shown} <small>{first.kind}</small>
      </p>
    )
  }
  return (
    <RadioGroup
      className="numbers several"
      aria-label="Number to call"
      orientation="horizontal"
      value={chosen ?? first.phoneNumberId}
      onChange={(id) => chooseNumber(id as PhoneNumberId)}
    >
      {numbers.map(({ phoneNumberId, shown, kind }) => (
        <Radio key={phoneNumberId} value={phoneNumberId} className="chip">
          {shown} <small>{kind}</small>
        </Radio>
      ))}
    </RadioGroup>
  )
}
