import type { Ref } from 'react'
import type { Shown } from './panel-subject.ts'

export function ContactHeading({ contact, headingRef }: { contact: Shown; headingRef: Ref<HTMLHeadingElement> }) {
  const title = contact.card?.title
  const { company } = contact
  return (
    <div className="who">
      <h1 ref={headingRef} tabIndex={-1} title={contact.name}>
        <bdi>{contact.name}</bdi>
      </h1>
      <p title={[title, company].filter(Boolean).join(', ')}>
        {title && <span>{company ? `${title},` : title}</span>}{' '}
        {company && (
          <span>
            <bdi>{company}</bdi>
          </span>
        )}
      </p>
    </div>
  )
}
