import { ArrowLeft, Check } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import type { ContainerSpec } from '../../../../app/create.ts';
import type { EditPreview } from '../../../../app/edits.ts';
import { type Problem, toProblem } from '../../../../app/rpc/problem.ts';
import { useSession } from '../../../hooks/session.tsx';
import type { DialogForms } from '../../../stores/shown/dialog.ts';
import { editKey } from '../../../stores/shown/run-drafts.ts';
import { formOf } from '../../../stores/shown/run-form.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Banner } from '../../../ui/display/Banner.tsx';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';
import { words } from '../../../words/words.ts';
import { ProblemBanner } from '../../parts/ProblemBanner.tsx';
import { FormFooter, type FormFooterProps } from '../FormFooter.tsx';
import { readForm } from '../form.ts';
import { Parts } from '../Parts.tsx';
import css from '../Run.module.css';
import { shownErrors, useFields, useFocusWrong } from '../use-fields.ts';
import { useForm } from '../use-form.ts';
import { useRun } from '../use-run.ts';
import { EditReview } from './EditReview.tsx';

const { edits: own } = words;

type EditProps = DialogForms['containers.edit'] & { readonly onClose: () => void };

/** What is to be done, once it was read what that changes. */
interface Review {
  readonly spec: ContainerSpec;
  readonly preview: EditPreview;
}

/** The form of a container that is there: what is changed is shown before it is done. What is typed stays until then. */
export function EditDialog({ engine, container, recipe, onClose }: EditProps): ReactNode {
  const { id, name } = container;
  const draft = editKey({ engine, id });
  const before = useMemo(() => formOf(recipe.spec), [recipe]);
  const { form, set } = useForm({ engine, image: before.image, recipe: { of: id, form: before } }, draft);
  const [tried, setTried] = useState(0);
  const { review, look, back, looking, problem } = useReview(engine, id);
  const { run, cancel, busy, text, refusal } = useRun(
    { draft, send: (client, order) => client.edits.start({ engine, id, ...order }) },
    onClose,
  );
  const body = useRef<HTMLFormElement>(null);
  const { errors, spec } = readForm(form);
  const shown = shownErrors(form, tried > 0 ? errors : new Map(), refusal);
  useFocusWrong(body, tried, refusal);
  const fields = useFields(engine, form, set, shown, refusal);
  const submit = () => {
    if (busy || looking) return;
    if (review) {
      back();
      void run(form, review.spec, form.pull);
    } else if (spec) void look(spec);
    else setTried(tried + 1);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  const footer = { busy, isReview: review !== undefined, text, onCancel: cancel, onClose, onBack: back, onGo: submit };
  return (
    <Dialog
      open
      onClose={onClose}
      title={own.title({ name })}
      size="lg"
      footer={<Footer {...footer} looking={looking} />}
    >
      <form
        ref={body}
        className={css['form']}
        aria-label={own.title({ name })}
        aria-busy={busy}
        onKeyDown={onKey}
        onSubmit={(event) => event.preventDefault()}
      >
        {refusal && <ProblemBanner title={own.refused} problem={refusal.problem} />}
        {problem && <ProblemBanner title={own.unpreviewed} problem={problem} />}
        {shown.has('') && <p className={css['wrong']}>{shown.get('')}</p>}
        {recipe.untold && <Banner tone="warn" title={own.untold} />}
        {review ? (
          <EditReview before={before} form={form} preview={review.preview} composed={container.project !== undefined} />
        ) : (
          <Parts {...fields} nameHint={own.nameHint} />
        )}
      </form>
    </Dialog>
  );
}

/** Asks what a spec would change. */
function useReview(engine: string, id: string) {
  const { link } = useSession();
  const [review, setReview] = useState<Review>();
  const [looking, setLooking] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const look = async (spec: ContainerSpec) => {
    setLooking(true);
    setProblem(undefined);
    try {
      const preview = await link.ask((client) => client.edits.preview({ engine, id, spec }));
      setReview({ spec, preview });
    } catch (error) {
      setProblem(toProblem(error));
    } finally {
      setLooking(false);
    }
  };
  return { review, look, back: () => setReview(undefined), looking, problem };
}

interface FooterProps extends Omit<FormFooterProps, 'keyDoes' | 'children'> {
  readonly looking: boolean;
  readonly isReview: boolean;
  readonly onBack: () => void;
  readonly onGo: () => void;
}

function Footer({ looking, isReview, onBack, onGo, ...rest }: FooterProps): ReactNode {
  return (
    <FormFooter {...rest} keyDoes={isReview ? own.applies : own.keyReviews}>
      {isReview && (
        <Button icon={ArrowLeft} onClick={onBack}>
          {own.back}
        </Button>
      )}
      <Button variant="primary" icon={Check} busy={rest.busy || looking} onClick={onGo}>
        {isReview || rest.busy ? own.apply : own.review}
      </Button>
    </FormFooter>
  );
}
