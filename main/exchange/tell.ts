/** A bug in whoever is told must neither unwind sip.js nor be taken for a malformed message. */
export function tell(report: () => void): void {
  queueMicrotask(report)
}
