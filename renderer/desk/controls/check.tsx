import type { ReactNode } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'

export function Check(props: {
  isSelected: boolean
  onChange: (isSelected: boolean) => void
  label?: string
  children?: ReactNode
}) {
  const { isSelected, onChange, label, children } = props
  return (
    <Checkbox className="check" isSelected={isSelected} onChange={onChange} {...(label && { 'aria-label': label })}>
      <i aria-hidden="true" />
      {children}
    </Checkbox>
  )
}
