/** The rep's own mobile on the practice line: it rings, answers nobody, and tells what it displays. */
export const practiceMobile = '+14165550107'
