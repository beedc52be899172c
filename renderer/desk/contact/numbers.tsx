import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { PhoneNumber } from '../../../shared/contract/contact.ts'
import type { PhoneNumberId } from '../../../shared/ids.ts'
import { keysInWords } from '../../../shared/number/keys-after-answer.ts'
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
        <Keys number={first} />
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
      {numbers.map(({ phoneNumberId, shown, kind, keys }) => (
        <Radio key={phoneNumberId} value={phoneNumberId} className="chip">
          {shown} <small>{[kind, keysInWords(keys)].filter(Boolean).join(', ')}</small>
        </Radio>
      ))}
    </RadioGroup>
  )
}

/** What is pressed after the answer, and the second way to the person. */
function Keys({ number: { keys, byName } }: { number: PhoneNumber }) {
  const ways = [keysInWords(keys), byName && `dial by name: ${byName.split('').join('-')}`].filter(Boolean)
  return ways.length > 0 ? <small> {ways.join(' · ')}</small> : null
}
