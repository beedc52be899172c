import type { ChosenCertificate as Chosen } from '../../../shared/contract/line-settings.ts'
import { Action } from '../controls/action.tsx'

/** The one certificate that this line trusts. */
export function ChosenCertificate({ chosen, onForget }: { chosen: Chosen; onForget: () => void }) {
  return (
    <section className="chosen-certificate" aria-label="The certificate this line trusts">
      <p>
        This line trusts “<bdi>{chosen.name}</bdi>” (until {chosen.until}) and no other certificate.
      </p>
      <Fingerprint of={chosen} />
      <Action size="small" onPress={onForget}>
        Trust it no more
      </Action>
    </section>
  )
}

/** What the server showed and nobody vouches for: the rep compares it, and may choose it. */
export function OfferedCertificate({ offered, onChoose }: { offered: Chosen; onChoose: () => void }) {
  return (
    <section className="chosen-certificate" aria-label="The certificate the server showed">
      <p>
        Ask whoever runs the server for the fingerprint of “<bdi>{offered.name}</bdi>” (SHA-256, until {offered.until}),
        by another way than this network. It has to be this one, to the last letter:
      </p>
      <Fingerprint of={offered} />
      <Action onPress={onChoose}>It is the same: trust it on this line</Action>
    </section>
  )
}

function Fingerprint({ of: { fingerprint } }: { of: Chosen }) {
  return <code className="fingerprint">{fingerprint.match(/.{1,24}/g)!.join(' ')}</code>
}
