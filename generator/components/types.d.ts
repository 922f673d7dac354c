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

/** What somebody will do: one action of their plan. Every field but `at` may be missing. */
interface PlanFields {
  /** What I will do. */
  what?: string;
  /** Why, in the learner's own words; `finding` is the id of a finding that it rests on. */
  why?: string;
  finding?: string;
  first?: string;
  who?: string;
  /** By when: a date, `2026-12-24`. */
  when?: string;
  measure?: string;
  obstacle?: string;
  /** The if-then sentence. */
  if?: string;
  then?: string;
  /** The id of the action or reflection of the course that it came from. */
  from?: string;
  /** Where it stands in the plan, from 1. */
  order?: number;
}

interface PlanEntry extends PlanFields {
  at: string;
}

/** What the record holds, by id of the thing that it is about. */
interface CourseTables {
  units: { [id: string]: UnitEntry };
  answers: { [id: string]: AnswerEntry };
  notes: { [id: string]: NoteEntry };
  confidence: { [outcome: string]: ConfidenceEntry };
  plan: { [id: string]: PlanEntry };
  /** What belongs to no step: name, role, team, what came of the plan, when the last backup was made. */
  details: { [id: string]: NoteEntry };
}

/** The whole record: one JSON document in `localStorage["course:<id>"]`. */
interface RecordDocument extends CourseTables {
  schema: number;
  course: string;
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
  /** An empty text removes it. */
  saveDetail(id: string, text: string): boolean;
  detail(id: string): string;
  /** The actions of the plan, in their order. */
  plan(): (PlanEntry & { id: string })[];
  /** Lays the fields over the action's own. */
  savePlan(id: string, fields: PlanFields): boolean;
  removePlan(id: string): boolean;
  visit(unit: string): boolean;
  /** Everything that is stored, as it is stored: for a backup. */
  document(): { [key: string]: any };
  /** A record's text as a document of this version, or what keeps it from being one. */
  understand(raw: string): { doc: { [key: string]: any }; flaw?: undefined } | { doc?: undefined; flaw: RecordProblem["kind"] };
  /** Lay entries over those of the same id. */
  merge(tables: { [table in keyof CourseTables]?: { [id: string]: unknown } }): boolean;
  /** Remove everything of this course from this browser. */
  erase(): boolean;
}

declare var courseRecord: CourseRecord;

/** Ids that authors replaced, by table of the record: old id to new id. Written by the build. */
declare var courseRenames: { [table: string]: { [old: string]: string } } | undefined;
