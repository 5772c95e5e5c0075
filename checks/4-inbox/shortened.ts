/** A text from outside that a sentence quotes: records of 50 KB are possible. */
export const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 77)}...` : text);
