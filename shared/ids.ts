import { z } from 'zod'

/** Ids are opaque text, branded so that one noun's id cannot be passed for another's. */
const id = () => z.string().min(1).max(64)

export const contactIdSchema = id().brand<'ContactId'>()
export const phoneNumberIdSchema = id().brand<'PhoneNumberId'>()
export const lineIdSchema = id().brand<'LineId'>()
export const callIdSchema = id().brand<'CallId'>()
export const attemptIdSchema = id().brand<'AttemptId'>()
export const recordingIdSchema = id().brand<'RecordingId'>()
export const cadenceIdSchema = id().brand<'CadenceId'>()
const enrolmentIdSchema = id().brand<'EnrolmentId'>()
export const followUpIdSchema = id().brand<'FollowUpId'>()
export const companyIdSchema = id().brand<'CompanyId'>()
export const seriesIdSchema = id().brand<'SeriesId'>()
export const takeIdSchema = id().brand<'TakeId'>()
export const noteIdSchema = id().brand<'NoteId'>()
export const promiseIdSchema = id().brand<'PromiseId'>()
export const importIdSchema = id().brand<'ImportId'>()
export const daysOffIdSchema = id().brand<'DaysOffId'>()

export type ContactId = z.infer<typeof contactIdSchema>
export type PhoneNumberId = z.infer<typeof phoneNumberIdSchema>
export type LineId = z.infer<typeof lineIdSchema>
export type CallId = z.infer<typeof callIdSchema>
export type AttemptId = z.infer<typeof attemptIdSchema>
export type RecordingId = z.infer<typeof recordingIdSchema>
export type CadenceId = z.infer<typeof cadenceIdSchema>
export type EnrolmentId = z.infer<typeof enrolmentIdSchema>
export type FollowUpId = z.infer<typeof followUpIdSchema>
export type CompanyId = z.infer<typeof companyIdSchema>
export type SeriesId = z.infer<typeof seriesIdSchema>
export type TakeId = z.infer<typeof takeIdSchema>
export type NoteId = z.infer<typeof noteIdSchema>
export type PromiseId = z.infer<typeof promiseIdSchema>
export type ImportId = z.infer<typeof importIdSchema>
export type DaysOffId = z.infer<typeof daysOffIdSchema>
