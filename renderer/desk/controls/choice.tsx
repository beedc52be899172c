import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select } from 'react-aria-components/Select'
import { SelectButton } from './select-button.tsx'

/** One of several, each with a tag where there is something to say about it. */
export function Choice(props: {
  label: string
  value: string | null
  placeholder?: string
  /** As wide as all fields beside each other. */
  wide?: boolean
  options: readonly { readonly id: string; readonly name: string; readonly tag: string }[]
  onChange: (id: string) => void
}) {
  const { label, value, placeholder, wide = false, options, onChange } = props
  return (
    <Select
      className={wide ? 'field wide' : 'field'}
      value={value}
      {...(placeholder && { placeholder })}
      onChange={(id) => {
        if (id !== null) onChange(String(id))
      }}
    >
      <Label>{label}</Label>
      <SelectButton />
      <Popover className="popover" offset={4}>
        <ListBox items={options}>
          {({ id, name, tag }) => (
            <ListBoxItem id={id} textValue={`${name} ${tag}`} className="option">
              <span>
                <bdi>{name}</bdi>
              </span>
              {tag && <small>{tag}</small>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}
