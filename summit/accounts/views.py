"""Web doors of accounts: signing in and out, one's own account, users, the rights table."""

from __future__ import annotations

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    make_response,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import current_user, login_user, logout_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts import actions, queries
from summit.accounts.forms import (
    ROLE_NAMES,
    ChangePasswordForm,
    ConfirmationForm,
    ForgottenForm,
    NewPasswordForm,
    SignInForm,
    UserForm,
)
from summit.accounts.models import User
from summit.accounts.permissions import Action, current_actor, guard, public
from summit.accounts.policy import SHORT, TABLE, Role
from summit.accounts.signed_in import SignedIn
from summit.foundation.clock import utc_now
from summit.foundation.codes import hashed
from summit.foundation.db import committing, reading
from summit.foundation.errors import RuleBroken
from summit.foundation.web import next_address, see_other
from summit.notices.actions import post
from summit.notices.facts import LANGUAGES

blueprint = Blueprint("accounts", __name__)
DEVICE_COOKIE = "summit-device"
DEVICE_LIFE = 180 * 24 * 3600
Answer = Response | str | tuple[str, int]


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public("the way in")
def sign_in() -> Answer:
    """Sign in with e-mail and password."""
    form = SignInForm()
    if not form.validate_on_submit():
        return _page("accounts/sign_in.html", form)
    now = utc_now()
    device = request.cookies.get(DEVICE_COOKIE, "")[:64]
    with committing() as db:
        user = actions.check_sign_in(
            db,
            now,
            email=form.email.data or "",
            password=form.password.data or "",
            address=request.remote_addr or "",
            device=device if _knows_device(device, form.email.data or "") else "",
        )
        token = _open(db, user, confirmed=True) if user is not None else None
    if user is None or token is None:
        form.form_errors.append("The e-mail address or the password is not right.")
        return _page("accounts/sign_in.html", form)
    answer = see_other(next_address(url_for("desk.home")))
    answer.set_cookie(
        DEVICE_COOKIE,
        _device_mark(user.email),
        max_age=DEVICE_LIFE,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return answer


@blueprint.post("/sign-out")
@guard(Action.SEE_OWN_ACCOUNT)
def sign_out() -> Response:
    """End this session, on the server first."""
    now = utc_now()
    with committing() as db:
        user = queries.user_by_code(db, current_user.code)
        actions.end_session(db, now, user=user, session_id=current_user.session_id)
    return _forget_browser()


@blueprint.route("/invitations/<string:secret>", methods=["GET", "POST"])
@public("the single-use link is the proof")
def invitation(secret: str) -> Answer:
    """Take up an invitation by choosing a password."""
    return _choose_password(secret, "invitation")


@blueprint.route("/password-resets/<string:secret>", methods=["GET", "POST"])
@public("the single-use link is the proof")
def reset(secret: str) -> Answer:
    """Choose a new password after a reset was asked for."""
    return _choose_password(secret, "reset")


@blueprint.route("/password-resets", methods=["GET", "POST"])
@public("who forgot the password cannot sign in")
def forgotten() -> Answer:
    """Ask for a reset link; the answer is the same for known and unknown addresses."""
    form = ForgottenForm()
    if not form.validate_on_submit():
        return _page("accounts/forgotten.html", form)
    now = utc_now()
    with committing() as db:
        user = queries.user_by_email(db, form.email.data or "")
        if user is not None and not user.is_disabled and user.password_hash is not None:
            secret = actions.issue_link(db, actions.actor_of(user), now, user=user, purpose="reset")
            address = current_app.config["SUMMIT"].public_url + url_for("accounts.reset", secret=secret)
            post(
                db,
                now,
                to=user.email,
                kind="accounts/mail/reset",
                once_key=f"reset:{hashed(secret)[:40]}",
                values={"name": user.name, "address": address},
                language=user.language,
            )
    return render_template("accounts/forgotten_sent.html")


@blueprint.route("/personal-links/<string:secret>", methods=["GET", "POST"])
@public("the personal link is the proof; it opens the delegate's own page only")
def personal_link(secret: str) -> Answer:
    """A delegate's link: one button, so that a mail scanner that follows links opens nothing."""
    now = utc_now()
    if request.method == "GET":
        with reading() as db:
            link = queries.usable_link(db, secret, "personal", now)
            return render_template("accounts/personal_link.html", name=link.user.name)
    with committing() as db:
        link = queries.usable_link(db, secret, "personal", now)
        link.used_at = now
        _open(db, link.user, confirmed=False)
    return see_other(url_for("desk.my_page"))


@blueprint.route("/account/confirmation", methods=["GET", "POST"])
@guard(Action.SEE_OWN_ACCOUNT)
def confirmation() -> Answer:
    """Give the password again before something delicate."""
    form = ConfirmationForm()
    if not form.validate_on_submit():
        return _page("accounts/confirmation.html", form)
    now = utc_now()
    with committing() as db:
        found = queries.living_session(db, current_user.token, now)
        is_right = found is not None and actions.confirm_session(
            db, now, session_id=found.id, password=form.password.data or ""
        )
    if not is_right:
        form.password.errors = ["This is not your password."]
        return _page("accounts/confirmation.html", form)
    return see_other(next_address(url_for("desk.home")))


@blueprint.get("/account")
@guard(Action.SEE_OWN_ACCOUNT)
def account() -> str:
    """One's own account: offices, sessions, password."""
    with reading() as db:
        sessions = queries.own_sessions(db, current_user.user_id, current_user.session_id, utc_now())
        language = queries.user_by_code(db, current_user.code).language
    roles = [ROLE_NAMES[Role(role)] for role in sorted(current_user.roles)]
    return render_template(
        "accounts/account.html", sessions=sessions, roles=roles, language=language, languages=LANGUAGES
    )


@blueprint.post("/account/language")
@guard(Action.SEE_OWN_ACCOUNT)
def account_language() -> Response:
    """The language of the letters to oneself."""
    with committing() as db:
        user = queries.user_by_code(db, current_user.code)
        actions.choose_language(db, current_actor(), utc_now(), user=user, language=request.form.get("language", ""))
    flash("Saved.", "success")
    return see_other(url_for("accounts.account"))


@blueprint.post("/account/sessions/<int:number>/termination")
@guard(Action.SEE_OWN_ACCOUNT)
def session_end(number: int) -> Response:
    """Sign out another browser of one's own."""
    now = utc_now()
    with committing() as db:
        actions.end_session(db, now, user=queries.user_by_code(db, current_user.code), session_id=number)
    flash("That browser is signed out.", "success")
    return see_other(url_for("accounts.account"))


@blueprint.route("/account/password", methods=["GET", "POST"])
@guard(Action.SEE_OWN_ACCOUNT)
def password() -> Answer:
    """Change one's own password; every browser is signed out."""
    form = ChangePasswordForm()
    if not form.validate_on_submit():
        return _page("accounts/password.html", form)
    try:
        with committing() as db:
            user = queries.user_by_code(db, current_user.code)
            actions.change_password(
                db,
                current_actor(),
                utc_now(),
                user=user,
                old=form.old.data or "",
                new=form.password.data or "",
            )
    except RuleBroken as error:
        getattr(form, error.field or "password").errors = [error.sentence]
        return _page("accounts/password.html", form)
    flash("The password is changed. Sign in with the new one.", "success")
    return _forget_browser()


@blueprint.get("/users")
@guard(Action.MANAGE_USERS)
def users() -> str:
    """All accounts of the host's offices and of focal points."""
    search, role = request.args.get("q", "").strip(), request.args.get("role", "")
    with reading() as db:
        found = queries.users(db, search=search, role=role if role in set(Role) else "")
    return render_template(
        "accounts/users.html", users=found, search=search, chosen=role, role_names=ROLE_NAMES
    )


@blueprint.route("/users/invitation", methods=["GET", "POST"])
@guard(Action.MANAGE_USERS)
def user_invitation() -> Answer:
    """Open an account and show its invitation link once."""
    form = UserForm()
    if not form.validate_on_submit():
        return _page("accounts/user_invitation.html", form)
    now = utc_now()
    try:
        with committing() as db:
            roles = [Role(value) for value in form.roles.data or []]
            user = actions.open_account(
                db, current_actor(), now, email=form.email.data or "", name=form.name.data or "", roles=roles
            )
            secret = actions.issue_link(db, current_actor(), now, user=user, purpose="invitation")
    except actions.EmailTaken as error:
        form.email.errors = [error.sentence]
        return _page("accounts/user_invitation.html", form)
    address = current_app.config["SUMMIT"].public_url + url_for("accounts.invitation", secret=secret)
    return render_template("accounts/invitation_made.html", name=user.name, address=address)


@blueprint.post("/users/<string:code>/standing")
@guard(Action.MANAGE_USERS)
def user_standing(code: str) -> Response:
    """Disable or enable an account."""
    with committing() as db:
        user = queries.user_by_code(db, code)
        if user.id == current_user.user_id:
            raise RuleBroken("You cannot close your own account.")
        actions.set_disabled(db, current_actor(), utc_now(), user=user, disabled=not user.is_disabled)
        flash(f"{user.name}: the account is {'closed' if user.is_disabled else 'open'}.", "success")
    return see_other(url_for("accounts.users"))


@blueprint.get("/rights")
@guard(Action.SEE_RIGHTS)
def rights() -> str:
    """The rights table, drawn from the data that the guards use."""
    return render_template("accounts/rights.html", table=TABLE, short=SHORT, role_names=ROLE_NAMES)


def _open(db: Session, user: User, *, confirmed: bool) -> str:
    """Start the session on the server and in the browser, leaving nothing of an older one (ASVS 7.2.4)."""
    now = utc_now()
    token = actions.open_session(db, now, user=user, browser=request.user_agent.string, confirmed=confirmed)
    session.clear()
    session.permanent = True
    found = queries.living_session(db, token, now)
    if found is None:
        abort(500)
    login_user(SignedIn(found, token, now))
    return token


def _forget_browser() -> Response:
    logout_user()
    session.clear()
    answer = make_response(see_other(url_for("accounts.sign_in")))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _choose_password(secret: str, purpose: str) -> Answer:
    form = NewPasswordForm()
    with reading() as db:
        name = queries.usable_link(db, secret, purpose, utc_now()).user.name
    if not form.validate_on_submit():
        return _page("accounts/choose_password.html", form, name=name)
    try:
        with committing() as db:
            actions.choose_password(
                db, utc_now(), secret=secret, purpose=purpose, password=form.password.data or ""
            )
    except RuleBroken as error:
        form.password.errors = [error.sentence]
        return _page("accounts/choose_password.html", form, name=name)
    flash("Your password is set. Sign in with it.", "success")
    return see_other(url_for("accounts.sign_in"))


def _device_mark(email: str) -> str:
    """A mark that says: this browser has signed in as this account before. It opens nothing."""
    return hashed(f"{current_app.config['SECRET_KEY']}:device:{email.strip().lower()}")


def _knows_device(mark: str, email: str) -> bool:
    return mark == _device_mark(email)


def _page(template: str, form: object, **values: object) -> Answer:
    failed = bool(getattr(form, "errors", None))
    page = render_template(template, form=form, form_failed=failed, **values)
    return (page, 422) if failed else page
