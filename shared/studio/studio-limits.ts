/** The largest file that is taken in, and the longest take, recorded or not. */
export const mostBytes = 60_000_000
export const mostMs = 600_000
