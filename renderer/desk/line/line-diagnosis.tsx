import { useEffect, useRef } from 'react'
import type { LineDiagnosis, DiagnosisStep } from '../../../shared/contract/line-diagnosis.ts'
import { sentencesOf } from '../../../shared/line/line-diagnosis-sentences.ts'
import type { ChosenCertificate } from '../../../shared/contract/line-settings.ts'
import { Action } from '../controls/action.tsx'
import { OfferedCertificate } from './chosen-certificate.tsx'
import { useIntents } from '../frame/intents-context.ts'
import { PlainField } from '../controls/plain-field.tsx'

const names: Record<DiagnosisStep, string> = {
  address: 'Address',
  tcp: 'Connection',
  tls: 'Certificate',
  upgrade: 'WebSocket',
  register: 'Registration',
  digest: 'Password',
  ice: 'Sound paths',
  media: 'Sound',
}

const states: Record<LineDiagnosis['steps'][number]['state'], string> = {
  waiting: 'to come',
  running: 'under way',
  passed: 'passed',
  warned: 'passed, with a warning',
  failed: 'failed',
  skipped: 'not tested',
}

/** Everything a line needs, tried one after the other, as it is typed and before it is saved. */
export function LineDiagnosisView(props: {
  test: LineDiagnosis | null
  echoNumber: string
  echoHint: string
  onEchoNumber: (number: string) => void
  onTest: () => void
  /** The rep compared the certificate that the server showed, and trusts it. */
  onChoose: (offered: ChosenCertificate) => void
}) {
  const { test, echoNumber, echoHint, onEchoNumber, onTest, onChoose } = props
  const { stopDiagnosis } = useIntents()
  const list = useRef<HTMLOListElement>(null)
  const running = test?.running ?? false
  const offered = test?.offered ?? null
  useEffect(() => {
    if (running) list.current?.scrollIntoView({ block: 'nearest' })
  }, [running])
  return (
    <section className="line-diagnosis" aria-label="Test this line">
      <div className="line-diagnosis-start">
        <PlainField
          label="Number of an echo test (optional)"
          value={echoNumber}
          maxLength={60}
          placeholder={echoHint}
          onChange={onEchoNumber}
        />
        {running ? (
          <Action onPress={stopDiagnosis}>Stop the test</Action>
        ) : (
          <Action onPress={onTest}>{test ? 'Test again' : 'Test this line'}</Action>
        )}
      </div>
      {test && (
        <ol ref={list} className="framed line-diagnosis-steps" aria-live="polite">
          {test.steps.map((step) => (
            <Step key={step.step} step={step} />
          ))}
        </ol>
      )}
      {offered && !running && <OfferedCertificate offered={offered} onChoose={() => onChoose(offered)} />}
    </section>
  )
}

function Step({ step: { step, state, finding, tookMs } }: { step: LineDiagnosis['steps'][number] }) {
  const sentences = finding && sentencesOf(finding)
  return (
    <li data-state={state}>
      <i aria-hidden="true" />
      <b>
        {names[step]} <span className="unseen">{states[state]}</span>
      </b>
      <div>
        <p>{sentences?.is ?? (state === 'running' ? 'Under way …' : '')}</p>
        {sentences?.cause && <p className="cause">{sentences.cause}</p>}
        {sentences?.next && <p className="next">{sentences.next}</p>}
      </div>
      <small>{tookMs !== null && state !== 'skipped' && `${tookMs} ms`}</small>
    </li>
  )
}
