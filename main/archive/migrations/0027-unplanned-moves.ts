import { lookAt } from './0026-unplanned.ts'

/** What moves with a merge, and back: both contacts are looked at. */
const moved = (table: string) => `CREATE TRIGGER ${table}_moved AFTER UPDATE OF contact_id ON ${table}
WHEN NEW.contact_id IS NOT OLD.contact_id
BEGIN
  ${lookAt('NEW.contact_id', 'pursued_at')}
  ${lookAt('OLD.contact_id', 'pursued_at')}
END;`

export const unplannedMoves = `
${moved('follow_ups')}
${moved('enrolments')}
`
