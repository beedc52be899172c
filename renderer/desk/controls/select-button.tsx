import { Button } from 'react-aria-components/Button'
import { SelectValue } from 'react-aria-components/Select'

/** What opens a select: the chosen value, and the arrow that says there are others. */
export function SelectButton() {
  return (
    <Button className="select-button">
      <SelectValue className="select-value" />
      <svg viewBox="0 0 12 12" aria-hidden="true">
        <path d="M2.5 4.5 6 8l3.5-3.5" />
      </svg>
    </Button>
  )
}
