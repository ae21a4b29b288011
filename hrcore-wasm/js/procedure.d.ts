import type { Figure, PolicyName } from './answers.js';
import type { Decimal, IsoDate, Text } from './policy.js';
import type { PayRiseRange } from './promotion-answers.js';

/** A moment with its offset, `2025-06-10T09:00:00+08:00`, or with `Z`. */
export type IsoInstant = string;

/** The request of `procedure`: where an application stands or, with an action, what becomes of it. */
export interface ProcedureRequest {
  as_of: IsoInstant;
  /** The application as it was answered last; a new one has no record. */
  application: Application;
  action?: ProcedureAction;
  /** For a new application: decides it by this version of the policy instead of the one in force. */
  policy_version?: string;
  /** Adds texts in this language. */
  lang?: 'en' | 'zh';
}

/** An application for a move. Where it stands follows from its record, which only grows. */
export interface Application {
  readonly id: string;
  /** The person whom it is about. */
  readonly employee: string;
  readonly move: string;
  /** Default: the move's. */
  readonly procedure?: string;
  /** The unit of the new post. */
  readonly unit?: string;
  /** The version by which it is decided until the end. */
  readonly policy_version?: string;
  /** Checked against the record. */
  readonly state?: ApplicationState;
  readonly step?: string;
  /** What was done, earliest first. */
  readonly record?: readonly RecordedAction[];
}

export type ApplicationState =
  | 'draft' | 'in_review' | 'returned' | 'approved' | 'rejected'
  | 'published' | 'appealed' | 'effective' | 'withdrawn';

export type ActionName =
  | 'apply' | 'approve' | 'return' | 'reject' | 'resubmit'
  | 'withdraw' | 'publish' | 'appeal' | 'decide_appeal' | 'take_effect';

interface ActionHead {
  /** Who acts. */
  readonly by: string;
  /** In which role; that the person has it is for the host to know. */
  readonly role: string;
  /** Default: the moment of asking. */
  readonly at?: IsoInstant;
  /** Why. */
  readonly note?: string;
  readonly evidence?: readonly { readonly kind: string; readonly record?: string }[];
}

/** What `eligibility` answered, as the host states it. */
export interface StatedEligibility {
  readonly state: 'eligible' | 'not_eligible' | 'unknown';
  readonly as_of?: IsoDate;
  readonly record?: string;
}

/** An action: what is done, and what goes with it. */
export type ProcedureAction = ActionHead &
  (
    | { readonly do: 'apply' | 'resubmit'; readonly eligibility?: StatedEligibility }
    /** `step`: the one that is meant, so that a decision sent twice does not decide the next one. */
    | { readonly do: 'approve'; readonly step?: string; readonly pay_rise?: Decimal }
    | { readonly do: 'return' | 'reject'; readonly step?: string }
    | { readonly do: 'withdraw' | 'publish' | 'appeal' }
    | { readonly do: 'decide_appeal'; readonly outcome: 'upheld' | 'dismissed' }
    /** `effective_from`: the first day of the new position; default: the day itself. */
    | { readonly do: 'take_effect'; readonly pay_rise?: Decimal; readonly effective_from?: IsoDate }
  );

/** An entry of an application's record. */
export type RecordedAction = ProcedureAction & { readonly at: IsoInstant };

/** The answer of `procedure`. */
export interface ProcedureAnswer {
  readonly schema_version: string;
  readonly policy: PolicyName;
  readonly as_of: IsoInstant;
  /** With what was done now: store it, and hand it in again. */
  readonly application: DecidedApplication;
  /** Since when it has stood there. */
  readonly since?: IsoInstant;
  /** What can be done now. */
  readonly actions: readonly LegalAction[];
  /** What can be done later, if nothing happens before. */
  readonly later?: readonly LegalAction[];
  /** What should have been done. */
  readonly overdue: readonly {
    readonly what: 'decision' | 'resubmission' | 'publication' | 'appeal' | 'effect';
    readonly step?: string;
    readonly roles: readonly string[];
    readonly due: IsoInstant;
    /** The role to which it has gone over. */
    readonly escalated_to?: string;
  }[];
  /** What to carry out, once it is in effect. */
  readonly effects?: MoveEffects;
  readonly text?: string;
  /** The record in words. */
  readonly history?: readonly string[];
}

/** An application as it is answered. */
export interface DecidedApplication extends Application {
  readonly procedure: string;
  readonly policy_version: string;
  readonly state: ApplicationState;
  readonly record: readonly RecordedAction[];
}

export interface LegalAction {
  readonly do: ActionName;
  readonly step?: string;
  /** Who may do it; `employee` is the person concerned, and nobody else. */
  readonly roles: readonly string[];
  /** People who may not, whatever their role. */
  readonly not_by?: readonly string[];
  /** Kinds of evidence that have to come with it. */
  readonly needs?: readonly string[];
  /** From when, if that is not yet. */
  readonly from?: IsoInstant;
  /** Overdue after that, but still possible. */
  readonly due?: IsoInstant;
  /** Not possible for these roles after that. */
  readonly until?: IsoInstant;
  readonly text?: string;
}

/** What a move brings, for the host to carry out. */
export interface MoveEffects {
  readonly employee: string;
  /** The position that is left. */
  readonly from: string;
  readonly position: string;
  readonly unit?: string;
  /** The first day of the new position. */
  readonly effective_from: IsoDate;
  /** As decided, in percent. */
  readonly pay_rise?: Figure;
  /** In which it lies, or has to be decided. */
  readonly pay_rise_range?: PayRiseRange;
  readonly authority?: readonly Text[];
  readonly training?: readonly string[];
}
