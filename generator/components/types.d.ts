/** The shapes that cross from one script to another. Read by `tsc` and by people; never shipped. */

/** A unit the learner has marked as done. */
interface UnitEntry {
  /** When, in ISO 8601. */
  done: string;
}

/** The learner's latest answer to one question. */
interface AnswerEntry {
  /** Ids of the chosen options. */
  chosen: string[];
  correct: boolean;
  /** How often the question was answered, this time included. */
  tries: number;
  at: string;
}

/** What the learner wrote in one reflection. */
interface NoteEntry {
  text: string;
  at: string;
}

/** How confident the learner was about one outcome: before, now after it, and then as seen looking back. */
interface ConfidenceEntry {
  before?: { value: number; at: string };
  after?: { value: number; at: string };
  then?: { value: number; at: string };
}

/** Where the learner was last. */
interface LastVisit {
  unit: string;
  at: string;
}

/** The whole record: one JSON document in `localStorage["course:<id>"]`. */
interface RecordDocument {
  schema: number;
  course: string;
  units: { [id: string]: UnitEntry };
  answers: { [id: string]: AnswerEntry };
  notes: { [id: string]: NoteEntry };
  confidence: { [outcome: string]: ConfidenceEntry };
  last?: LastVisit;
  /** Keys of a later version: kept, not understood. */
  [unknown: string]: unknown;
}

/** Something the learner should know about their saved work. */
interface RecordProblem {
  kind: "forbidden" | "full" | "newer" | "broken" | "foreign";
  message: string;
}

/**
 * The one owner of a learner's saved work.
 *
 * Every change returns whether it is safely stored; if not, it lives until the page is closed.
 * Announces `record-changed` and `record-problem` on `document`.
 */
interface CourseRecord {
  /** Problems that still stand. An element defined late reads them here. */
  readonly problems: readonly RecordProblem[];
  /** The current document: a copy, with entries of wrong shape left out. */
  read(): RecordDocument;
  unit(id: string): UnitEntry | undefined;
  answer(id: string): AnswerEntry | undefined;
  note(id: string): NoteEntry | undefined;
  confidence(outcome: string): ConfidenceEntry | undefined;
  markUnit(id: string, done: boolean): boolean;
  saveAnswer(id: string, answer: { chosen: readonly string[]; correct: boolean }): boolean;
  /** An empty text removes the note. */
  saveNote(id: string, text: string): boolean;
  /** `value` counts from 1, the least. */
  saveConfidence(outcome: string, moment: keyof ConfidenceEntry, value: number): boolean;
  visit(unit: string): boolean;
}

declare var courseRecord: CourseRecord;
