import { lineDefaults } from '../../../shared/line/line-defaults.ts'
import type { LineErrors, LineForm } from './line-words.ts'
import type { LineSettingsErrors, LineSettingsForm } from './line-settings-form.ts'
import { Check } from '../controls/check.tsx'
import { Choice } from '../controls/choice.tsx'
import { dialPresets } from './dial-presets.ts'
import { ChosenCertificate } from './chosen-certificate.tsx'
import { CodecOrder } from './codec-order.tsx'
import { IceServers } from './ice-servers.tsx'
import { LineFields, type FieldText } from './line-fields.tsx'
import { PlainField } from '../controls/plain-field.tsx'

const fields: FieldText[] = [
  { field: 'domain', label: 'Domain (optional)', hint: 'Empty: the server’s host', maxLength: 253 },
  { field: 'authUser', label: 'Sign-in user (optional)', hint: 'Empty: the same as the user', maxLength: 120 },
]

const digits = [
  { id: 'auto', name: 'Whichever the far end takes', tag: '' },
  { id: 'rfc4733', name: 'In the sound (RFC 4733)', tag: '' },
  { id: 'info', name: 'As messages (SIP INFO)', tag: '' },
]

/** What most lines leave as it is. */
export function MoreSettings(props: {
  open: boolean
  onToggle: (open: boolean) => void
  form: LineForm
  errors: LineErrors
  onForm: (form: LineForm) => void
  settings: LineSettingsForm
  settingsErrors: LineSettingsErrors
  onSettings: (settings: LineSettingsForm) => void
  /** What the chosen kind of server does with what callers write of themselves; null: nobody knows. */
  assertedHint: string | null
}) {
  const { open, onToggle, form, errors, onForm, settings, settingsErrors, onSettings, assertedHint } = props
  const change = (changed: Partial<LineSettingsForm>) => onSettings({ ...settings, ...changed })
  return (
    <details className="more" open={open} onToggle={(event) => onToggle(event.currentTarget.open)}>
      <summary>
        More <small>domain, how numbers are dialled, STUN and TURN, codecs, digits, expiry, early media</small>
      </summary>
      <LineFields fields={fields} form={form} errors={errors} focus={null} onChange={onForm} />
      <IceServers
        servers={settings.iceServers}
        errors={settingsErrors.iceServers ?? []}
        onChange={(iceServers) => change({ iceServers })}
      />
      <Check isSelected={settings.relayOnly} onChange={(relayOnly) => change({ relayOnly })}>
        Sound through TURN only: nobody you talk to learns where this computer is
      </Check>
      {settingsErrors.relayOnly && (
        <p className="field-error" role="alert">
          {settingsErrors.relayOnly}
        </p>
      )}
      <CodecOrder order={settings.codecs} onChange={(codecs) => change({ codecs })} />
      <div className="fields">
        <Choice
          label="Digits in a call"
          value={settings.dtmf}
          options={digits}
          onChange={(dtmf) => change({ dtmf: dtmf as LineSettingsForm['dtmf'] })}
        />
        <Choice
          label="How this line wants its numbers"
          value={settings.dialling}
          options={dialPresets.map(({ id, name }) => ({ id, name, tag: '' }))}
          onChange={(dialling) => change({ dialling: dialling as LineSettingsForm['dialling'] })}
        />
        <PlainField
          label="Before every number (optional)"
          value={settings.outside}
          hint="Like 9 or 0 for an outside line; extensions and emergency numbers stay as they are"
          error={settingsErrors.outside}
          maxLength={5}
          onChange={(outside) => change({ outside })}
        />
        <PlainField
          label="Register for (seconds)"
          value={settings.registerExpiryS}
          hint={`${lineDefaults.registerExpiryS} is usual; the server may grant less`}
          error={settingsErrors.registerExpiryS}
          maxLength={5}
          onChange={(registerExpiryS) => change({ registerExpiryS })}
        />
        <PlainField
          label="Also answer to (optional)"
          value={settings.moreRealms}
          hint="Realms, with commas: where calls are challenged by another name than registrations"
          error={settingsErrors.moreRealms}
          maxLength={400}
          onChange={(moreRealms) => change({ moreRealms })}
        />
      </div>
      <Check isSelected={settings.earlyMedia} onChange={(earlyMedia) => change({ earlyMedia })}>
        Hear the far end’s own ringing and announcements before it answers
      </Check>
      <Check isSelected={settings.freesAtOnce} onChange={(freesAtOnce) => change({ freesAtOnce })}>
        A drop that is armed while it rings frees me at once, and asks me where nobody can tell who answered
      </Check>
      <Check isSelected={settings.refusesMd5} onChange={(refusesMd5) => change({ refusesMd5 })}>
        Refuse MD5, the weakest of the proofs, whoever asks for it
      </Check>
      <Check
        isSelected={settings.trustsAssertedIdentity}
        onChange={(trustsAssertedIdentity) => change({ trustsAssertedIdentity })}
      >
        Believe P-Asserted-Identity about who calls
      </Check>
      <p className="field-hint">
        {assertedHint ??
          'Only where the server strips what callers write there themselves: else anybody can call as your bank. Ask whoever runs it.'}
      </p>
      {settings.authority && (
        <ChosenCertificate chosen={settings.authority} onForget={() => change({ authority: null })} />
      )}
    </details>
  )
}
