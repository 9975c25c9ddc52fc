import { Link } from "@remix-run/react";
import type { Money } from "#app/platform/money.ts";
import { Amount } from "../amount.tsx";
import { useMessages } from "../language.tsx";
import { Tag } from "../tag.tsx";

export interface TeamRow {
  personId: string;
  name: string;
  email: string;
  role: "agent" | "manager";
  phone: string;
  customers: number;
  creditLimit: Money | null;
  active: boolean;
}

/** Who answers customers, and who did. */
export function TeamTable(props: { members: readonly TeamRow[]; me: string }) {
  const t = useMessages().team;
  return (
    <table className="cards">
      <caption className="visually-hidden">{t.title}</caption>
      <thead>
        <tr>
          <th scope="col">{t.name}</th>
          <th scope="col">{t.role}</th>
          <th scope="col">{t.phone}</th>
          <th scope="col">{t.limit}</th>
          <th scope="col">{t.customers}</th>
          <th scope="col">{t.state}</th>
        </tr>
      </thead>
      <tbody>
        {props.members.map((member) => (
          <tr key={member.personId}>
            <th scope="row">
              <Link
                to={`/staff/team/${member.personId}`}
                reloadDocument
                aria-label={t.changeWhom(member.name)}
              >
                {member.name}
              </Link>
              {member.personId === props.me ? ` (${t.you})` : null}
              <br />
              <span className="muted small">{member.email}</span>
            </th>
            <td data-label={t.role}>{t.roles[member.role]}</td>
            <td data-label={t.phone} className="num">
              {member.phone || "–"}
            </td>
            <td data-label={t.limit}>
              {member.creditLimit ? <Amount value={member.creditLimit} /> : t.noLimit}
            </td>
            <td data-label={t.customers} className="num">
              {member.customers}
            </td>
            <td data-label={t.state}>
              <Tag tone={member.active ? "paid" : "held"}>{member.active ? t.active : t.left}</Tag>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
