import { describe, expect, it } from 'vitest';
import { isBackAgain } from '../../src/symptom/observe/back-again.ts';

describe('what is back', () => {
  it.each([
    '. it is back since monday',
    '. the error is back',
    '. bounces of our mails are back',
    '. the timeouts of the server are back',
    '. mails are failing again',
    '. das problem ist wieder da',
    ". l'erreur est de retour",
    '. el error ha vuelto',
  ])('is a trouble in “%s”', (told) => {
    expect(isBackAgain(told)).toBe(true);
  });

  it.each([
    '. records are back, and the queue has been empty since friday',
    '. mail is back since noon',
    '. we are back in production',
    '. everything has returned to normal',
    '. die eintrage sind wieder da',
    '. alles ist wieder da, danke',
    '. les envois sont de retour',
    '. el servicio ha vuelto',
  ])('is welcome in “%s”', (told) => {
    expect(isBackAgain(told)).toBe(false);
  });
});
