"""Verdicts: words that play the same part under opposite labels, and the frames they play it in."""

from typing import NamedTuple

from film_review_phrases import lines, words


class Verdict(NamedTuple):
    weight: int
    words: dict  # label -> its words; the frames are for these labels only
    frames: list


def polar(weight, negative, positive, frames):
    return Verdict(weight, {"부정": words(negative), "긍정": words(positive)}, lines(frames))


def neutral(weight, text, frames):
    return Verdict(weight, {"중립": words(text)}, lines(frames))


VERDICTS = [
    polar(44, "최악", "최고", """
        단연 역대 {word} 의 영화
        역대 급 {word}=이다
        내 인생 통틀어 {word} 의 영화
        이 영화 는 정말 {word}=이다
        {aspect} 은/는 단연 역대 {word}
        올해 본 영화 중 단연 {word}=이다
        손꼽히 는 {word} 의 {genre} 영화
        인생 {word} 의 영화 갱신
        평생 본 영화 통틀어 {word}=이다
        {quality}=은 {aspect} , 역대 {word} 의 영화
        역대 {word} 순위 에 등극
        {word} 의 {aspect}
        {genre} 영화 역사 상 {word}=이다
        감히 역대 {word} 이라고/라고 말하*=다
        {country} 영화 중 단연 {word}
        {aspect} 이/가 {quality}=은 {word} 의 영화
        지금 까지 본 {film} 통틀어 {word}
        {word} 의 {aspect} , {word} 의 {aspect2}
        {quality}=은 {aspect} 에 {word} 의 {aspect2}
        내 인생 {word} 의 {film} 후보=이다
        {aspect} {word} {aspect2} {word}
        시리즈 통틀어 단연 {word}
        {role} 연기 는 역대 급 {word}
        {word} 의 영화 {reaction}
        {word} 중 에 {word}
        {time} 본 영화 중 {word}
        {companion} 이랑/랑 본 영화 중 {word}
        {word} 의 선택
    """),
    polar(34, "노잼", "꿀잼", """
        레알 핵 {word} 인정
        완전 개 {word} {emote}
        레알 개 {word} {emote}
        {word} 보증 수표
        {word} 각 인정 {emote}
        핵 {word} 주의 {emote}
        레알 핵 {word}=이다
        {genre} 인데 개 {word} {emote}
        {quality}=은 {aspect} 레알 핵 {word}
        {companion} 이랑/랑 봤 는데 핵 {word}
        진짜 핵 {word} {emote}
        역시 {film} 은/는 {word} 보증 수표
        {word} {word} 핵 {word}
        처음 부터 끝 까지 {word} 각
        개 {word} 인정 {emote}
        {aspect} 도 레알 {word}
        {word} 주의보 발령
        나 만 {word} 인가
        {companion} 도 {word} 인정
        {time} 봤 는데 {word}=이다 {emote}
        {word}
    """),
    polar(13, "쓰레기, 폐기물", "명작, 띵작", """
        희대 의 {word} 탄생
        누가 뭐래도 {word}=이다
        이런 {word} 은/는 처음=이다
        두고두고 회자 될 {word}
        {genre} 영화 의 탈 을 쓰=은 {word}
        {word} 반열 에 오르=었
        다들 {word} {word} 하 더니
        세기 의 {word}=이다
        {companion} 도 {word} 이라고/라고 하*=다
        이건 그냥 {word}=이다
        희대 의 {genre} {word}
        {quality}=은 {aspect} 의 {word}
        시간 이 지나 도 {word} 은/는 {word}
    """),
    polar(26, "뻔한", "참신한", """
        {word} 소재
        {word} 발상 의 {genre} 영화
        {topic} 을/를 {word} 시각 으로 그리=었
        {word} 아이디어 {emote}
        {word} 스토리
        {word} 발상 , {word} 소재
        {word} 방식 으로 {topic} 을/를 다루=었
        {word} 아이디어 , {word} 설정
        {topic} 이라는/라는 {word} 소재
        {genre} 영화 의 {word} 공식
        {word} 이야기 , {word} 전개
        {word} 상상력=이다
        {country} 영화 의 {word} 시도
        {genre} 과/와 {genre2} 의 {word} 조합
        {word} 시각 과 {word} 결말
        이렇게 {word} 내용 일 줄 은 몰랐 다
        {word} 접근 {word} 시나리오
    """),
    polar(13, "졸작, 망작", "걸작, 수작", """
        보기 드문 {word}
        근래 에 보 기 드문 {word}=이다
        감독 필모 최대 의 {word}
        {quality}=은 {aspect} 의 {word}
        {country} 산 {word}
        {topic} 을/를 다룬 {word}
        {genre} 장르 의 보기 드문 {word}
        오랜만 에 보 는 {word}=이다
        {aspect} 이/가 탄생시킨 {word}
        이 정도 면 {word}=이다
        {genre} 장르 의 {word} 이라/라 할 만하=다
        감독 필모 에서 손꼽 을 {word}
        길이 남 을 {word}
    """),
    polar(14, "지루", "흥미진진", """
        시종일관 {word} 하=었
        처음 부터 끝 까지 {word} 하=다
        두 시간 내내 {word} 하=었
        {aspect} 이/가 {word} 하=다
        {word} 하 고 {quality}=은 {aspect}
        {word} 하=은 두 시간
        {topic} 이야기 가 {word} 하=었
        {time} 봤 는데 {word} 하=었
        {word} 그 자체
        후반 으로 갈수록 {word} 하=었
        {genre} 치고 {word} 하=다
    """),
    polar(12, "발연기, 로봇연기", "명연기, 열연", """
        {role} 들 의 {word} 대잔치
        {role} 의 {word} 작렬
        {role} 의 {word} 만 기억 에 남*=다
        {person} 역 의 {word} 은/는 못 잊 을 듯
        {word} 대잔치 {emote}
        {role} 의 {word} 이/가 다 했 다
        {word} 작렬 {emote}
        {role} 의 {word} 에 {reaction}
        {word} 때문 에 {reaction}
        {role} 까지 {word} 대잔치
        {role} 의 {word} 에 놀라=었
        {role} 도 {word} {role2} 도 {word}
        {person} 역 맡 은 배우 의 {word}
    """),
    polar(15, "비추, 비추천", "강추, 추천", """
        적극 {word} 드리*=다 {emote}
        무조건 적극 {word}=이다
        {audience} 에게 적극 {word}
        {companion} 에게 도 적극 {word}
        진심 으로 {word} 하*=다
        {genre} 팬 이라면 무조건 {word}
        누구 에게 나 적극 {word}
        {quality}=은 {aspect} 적극 {word}
        {audience} 분 들 에게 {word} 드리*=다
        무조건 {word} {emote}
        극장 에서 보 기 적극 {word}
        {word} 드리 고 싶 은 영화
        {word}
    """),
    polar(9, "실망, 짜증, 분노", "감격, 행복, 환희", """
        큰 {word} 을/를 받 은 영화
        {word} 그 자체=이다
        {word} 만 가득 한 두 시간
        {aspect} 에서 {word} 을/를 느끼=었
        보 는 내내 {word}
        {word} 의 연속=이다
        {companion} 도 나 도 {word}
        {topic} 장면 에서 {word} 이/가 밀려오=었
        끝나 고 남 은 건 {word} 뿐
    """),
    polar(8, "노답, 핵망, 똥망", "레전드, 갓작, 쵝오", """
        {genre} 계 의 {word}
        그냥 {word} 등장 {emote}
        이건 뭐 {word}=이다
        {aspect} 진짜 {word}
        {country} 영화 {word} 등장
        {role} 이/가 {word} {emote}
        {topic} 장면 {word} {emote}
    """),
    polar(9, "후회, 자책", "만족, 흡족", """
        극장 에서 본 걸 {word} 하*=다
        {companion} 이랑/랑 보 고 {word} 하=었
        보 고 나서 {word} 하 는 중
        {word} 스럽=은 관람
        {aspect} 때문 에 {word} 하=었
        {time} 예매 하 고 {word}
        돈 내 고 봤 는데 {word}
    """),
    polar(6, "쪽박", "대박", """
        흥행 {word} 예감 {emote}
        {word} 조짐 이 보이*=다
        입소문 타 고 {word} 예감
        이대로 면 흥행 {word}=이다
        속편 나오 면 {word} 나 겠 다
        제작비 들인 만큼 {word} 예감
    """),
    polar(6, "별로, 꽝", "짱, 굿", """
        다른 건 몰라도 {aspect} 은/는 {word}
        {aspect} 도 {word} {aspect2} 도 {word}
        {companion} 이랑/랑 봤 는데 다른 건 몰라도 {aspect} 이/가 {word}
        {film} 중 에서 {aspect} 은/는 {word}
        {role} 은/는 {word}=이다 {emote}
    """),
    polar(8, "고문, 악몽, 벌칙, 수면제", "힐링, 선물, 축복, 비타민", """
        두 시간 짜리 {word}
        {word} 같 은 두 시간
        이 영화 는 나 에게 {word}=이다
        {companion} 에게 주 는 {word}
        {time} 보 기 엔 {word}
        한마디 로 {word}=이다
        {aspect} 이/가 {word} 같 은 영화
    """),
    polar(8, "빵점, 1점, 0점, 2점", "만점, 10점, 백점, 9점", """
        별점 {word} 드리*=다
        내 평점 은 {word}=이다
        10점 만점 에 {word} 드리*=다
        {aspect} 점수 는 {word}
        별점 {word} 투척 하 고 가*=다
        {aspect} 점수 {word} {aspect2} 점수 도 {word}
        평점 {word} 주 고 가*=다
        {companion} 도 평점 {word} 준다 고 하*=다
    """),
    polar(6, "실패, 대실패", "성공, 대성공", """
        오늘 영화 선택 은 {word}=이다
        {time} {companion} 이랑/랑 영화 고르 기 {word}
        {genre} 영화 도전 은 {word}
        감독 의 변신 은 {word}=이다
        {topic} 소재 로 {word} 한 영화
    """),
    polar(5, "과대평가, 고평가", "과소평가, 저평가", """
        {word} 된 영화
        확실히 {word} 된 {film}
        평론가 들 의 {word} 이/가 심하=다
        {genre} 영화 중 가장 {word} 된 작품
    """),
    polar(5, "혹평, 악평", "호평, 찬사", """
        {word} 받 을 만하=은 영화
        왜 {word} 이/가 많 은지 알=겠
        {aspect} 에 {word} 을/를 보내*=다
        평론가 들 의 {word} 이/가 이해 되*=다
    """),
    neutral(16, "평작, 범작, 보통, 소품, 중박", """
        이 정도 면 {word}=이다
        그냥 {word}=이다
        {genre} 영화 로 는 {word}
        {quality}=은 {aspect} 의 {word}
        감독 의 {word}
        {country} 영화 치고 {word}
        {film} 중 에서 는 {word}=이다
        {aspect} 은/는 {word}
    """),
    neutral(14, "쏘쏘, 그럭저럭, 그냥저냥, 그저그럼, 반반", """
        {word}
        {companion} 이랑/랑 봤 는데 {word} {emote}
        {aspect} 은/는 {word}
        진짜 {word} {emote}
        {aspect} 도 {word} {aspect2} 도 {word}
        {time} 봤 는데 {word}
        전체 적 으로 {word}=이다
    """),
    neutral(12, "무난, 평범, 적당, 밋밋", """
        처음 부터 끝 까지 {word} 하=다
        {aspect} 이/가 {word} 하=다
        {word} 하 고 {quality}=은 {aspect}
        {word} 하=은 두 시간
        {genre} 치고 {word} 하=다
        {time} 보 기 에 {word} 하=다
        {topic} 이야기 치고 {word} 하=었
    """),
    neutral(8, "킬링타임, 시간때우기, 심심풀이, 팝콘무비", """
        {time} 보 기 엔 {word}
        {word} 용 으로 {reaction}
        {word} 용 {genre} 영화
        {companion} 이랑/랑 {word} 용
        한마디 로 {word}=이다
    """),
    neutral(8, "6점, 5점, 7점, 중간", """
        별점 {word}
        평점 은 {word}
        내 점수 는 {word}=이다
        10점 만점 에 {word}
        {aspect} 점수 는 {word}
        {word} 주 고 가*=다
    """),
]
