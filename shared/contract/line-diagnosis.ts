import { z } from 'zod'
import { lineIdSchema } from '../ids.ts'
import { chosenCertificateSchema } from './line-settings.ts'
import { findings } from '../line/line-diagnosis-sentences.ts'

/*
 * A walk through everything a line needs, a step at a time. What follows a failed step on the way to the server is not
 * reached; which addresses a call could use is found out all the same.
 *
 *   waiting ─▶ running ─▶ passed, warned (calls may still work), failed
 *      └──────────┴─────▶ skipped: not reached, not needed, or stopped by the rep
 */
export const diagnosisSteps = ['address', 'tcp', 'tls', 'upgrade', 'register', 'digest', 'ice', 'media'] as const
export type DiagnosisStep = (typeof diagnosisSteps)[number]

export type FindingCode = keyof typeof findings

const findingSchema = z.strictObject({
  code: z.enum(Object.keys(findings) as [FindingCode, ...FindingCode[]]),
  /** What the sentences are filled with. Never a password. */
  about: z.record(z.string(), z.string()),
})
export type Finding = z.infer<typeof findingSchema>

const diagnosisStepSchema = z.strictObject({
  step: z.enum(diagnosisSteps),
  state: z.enum(['waiting', 'running', 'passed', 'warned', 'failed', 'skipped']),
  finding: findingSchema.nullable(),
  tookMs: z.int().nullable(),
})

export const lineDiagnosisSchema = z.strictObject({
  lineId: lineIdSchema,
  name: z.string(),
  running: z.boolean(),
  steps: z.array(diagnosisStepSchema),
  /** The certificate that the server showed and nobody vouches for: the rep may choose it; null: there was none. */
  offered: chosenCertificateSchema.nullable(),
})
export type LineDiagnosis = z.infer<typeof lineDiagnosisSchema>
