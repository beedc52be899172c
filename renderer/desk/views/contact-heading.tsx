import type { Ref } from 'react'
import type { Shown } from '../state/on-stage.ts'

export function ContactHeading({ contact, headingRef }: { contact: Shown; headingRef: Ref<HTMLHeadingElement> }) {
  const position = [contact.card?.title, contact.company].filter(Boolean).join(', ')
  return (
    <div className="who">
      <h1 ref={headingRef} tabIndex={-1} title={contact.name}>
        {contact.name}
      </h1>
      <p title={position}>{position || ' '}</p>
    </div>
  )
}
