import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { finishStaffTask } from "#app/domains/accounts/finish-staff-task.server.ts";
import { openStaffTasks } from "#app/domains/accounts/open-staff-tasks.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { notFound, requireStaff } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost, textFields } from "#app/http/respond.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { InstantText } from "#app/ui/day.tsx";
import { useMessages } from "#app/ui/language.tsx";

/** What no machine can settle: somebody looks, acts, and says that it is done. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireStaff(args);
  const t = messagesFor(await languageOf(args.request, args.context)).staff;
  const tasks = await openStaffTasks(args.context.context, viewer);
  return {
    title: t.tasksTitle,
    tasks: tasks.map(({ subject, ...task }) => ({ ...task, to: pageOf(subject) })),
  };
}

/** Where a task is worked on; null where there is no page but its customer's. */
function pageOf(subject: { type: string; id: string } | null): string | null {
  switch (subject?.type) {
    case "payment":
      return `/staff/payments/${subject.id}`;
    case "dispute":
      return `/staff/disputes/${subject.id}`;
    case "payment-plan":
      return `/staff/plans/${subject.id}`;
    case "bank-change":
      return "/staff/brand";
    case "reconciliation":
      return "/staff/payments/reconciliation";
    default:
      return null;
  }
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireStaff(args);
  const { task = "" } = await textFields(args.request);
  const finished = await finishStaffTask(args.context.context, viewer, task);
  if (isRefused(finished)) throw notFound();
  return redirectAfterPost("/staff/tasks");
}

export default function StaffTasks() {
  const page = useLoaderData<typeof loader>();
  const { staff: t, plans } = useMessages();
  return (
    <>
      <h1>{page.title}</h1>
      {page.tasks.length === 0 ? (
        <p className="sheet">{t.tasksEmpty}</p>
      ) : (
        <ul className="plain stack">
          {page.tasks.map((task) => (
            <li key={task.id} className="sheet row spread">
              <div>
                <strong>
                  {task.to ? (
                    <Link to={task.to} reloadDocument>
                      {t.taskKinds[task.kind] ?? t.taskUnknown}
                    </Link>
                  ) : (
                    (t.taskKinds[task.kind] ?? t.taskUnknown)
                  )}
                </strong>
                <br />
                {task.customer ? (
                  <Link
                    className="action-link"
                    to={`/staff/customers/${task.customer.id}`}
                    reloadDocument
                  >
                    {task.customer.name}
                  </Link>
                ) : null}{" "}
                <span className="muted">
                  {t.tasksSince} <InstantText value={task.createdAt} />
                </span>
              </div>
              {task.kind === "plan-proposed" && task.to ? (
                // Deciding ends it: nobody calls it done before.
                <ButtonLink to={task.to} look="quiet">
                  {plans.staff.open}
                </ButtonLink>
              ) : (
                <form method="post">
                  <input type="hidden" name="task" value={task.id} />
                  <Button look="quiet">{t.taskDone}</Button>
                </form>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
