/** Something that the person at the terminal can mend; it is told in words, without a stack trace. */
export class Sentence extends Error {}
